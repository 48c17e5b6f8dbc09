package collegium.web.look;

import java.util.List;
import java.util.Map;

/** The colours of light pages. Lightness is held where text reads; hue and a measured part of the chroma are the body's. */
final class LightTheme {

    private static final Oklch WHITE = new Oklch(1, 0, 0);

    private LightTheme() {}

    static Map<String, String> of(Oklch base) {
        Palette to = new Palette(-0.005);
        grounds(to, base);
        to.text("ink", base.at(0.22, 0.014));
        to.text("ink-2", base.at(0.46, 0.014));
        to.edge("line-strong", base.at(0.65, 0.01));
        accent(to, base);
        statuses(to);
        return to.tokens();
    }

    private static void grounds(Palette to, Oklch base) {
        to.ground("paper", WHITE);
        to.ground("wash", base.at(0.981, 0.003));
        to.ground("raised", WHITE);
        to.ground("hover", base.at(0.955, 0.005));
        to.ground("line", base.at(0.915, 0.005));
        to.ground("line-mid", base.at(0.83, 0.008));
        to.ground("accent-soft", base.at(0.966, 0.013));
        to.underWhite("panel", base.at(Math.min(base.light(), 0.38), 0.13));
    }

    private static void accent(Palette to, Oklch base) {
        to.text("accent", base.at(Math.min(base.light(), 0.47)));
        double light = to.settled("accent").light();
        // A colour that is almost black cannot answer the pointer by getting darker.
        to.text("accent-strong", base.at(light < 0.3 ? Math.max(light + 0.1, 0.32) : Math.min(light - 0.07, 0.4)));
        to.on("on-accent", base.at(0.19, 0.02), List.of("accent", "accent-strong"));
        to.edge("accent-mid", base.at(0.72, 0.08));
    }

    private static void statuses(Palette to) {
        to.status("met", new Oklch(0.46, 0.11, 153), new Oklch(0.96, 0.025, 153));
        to.status("track", new Oklch(0.47, 0.11, 250), new Oklch(0.96, 0.018, 250));
        to.status("risk", new Oklch(0.49, 0.11, 62), new Oklch(0.965, 0.035, 80));
        to.status("short", new Oklch(0.5, 0.18, 27), new Oklch(0.965, 0.02, 25));
        to.copy("open", "ink-2");
        to.copy("open-soft", "hover");
        to.status("relieved", new Oklch(0.47, 0.13, 305), new Oklch(0.965, 0.018, 305));
    }
}
