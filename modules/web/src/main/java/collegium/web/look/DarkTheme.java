package collegium.web.look;

import java.util.List;
import java.util.Map;

/** The colours of dark pages: grounds nearly black in the body's hue, the accent light and calmer than chosen. */
final class DarkTheme {

    private DarkTheme() {}

    static Map<String, String> of(Oklch base) {
        Palette to = new Palette(0.005);
        grounds(to, base);
        to.text("ink", base.at(0.94, 0.005));
        to.text("ink-2", base.at(0.74, 0.01));
        to.edge("line-strong", base.at(0.56, 0.012));
        accent(to, base);
        statuses(to);
        return to.tokens();
    }

    private static void grounds(Palette to, Oklch base) {
        to.ground("paper", base.at(0.185, 0.004));
        to.ground("wash", base.at(0.215, 0.005));
        to.ground("raised", base.at(0.245, 0.006));
        to.ground("hover", base.at(0.26, 0.009));
        to.ground("line", base.at(0.3, 0.008));
        to.ground("line-mid", base.at(0.4, 0.01));
        to.ground("accent-soft", base.at(0.28, 0.035));
        to.underWhite("panel", base.at(0.235, 0.03));
    }

    private static void accent(Palette to, Oklch base) {
        to.text("accent", base.at(Math.max(base.light(), 0.79), 0.1));
        double light = to.settled("accent").light();
        // A colour that is almost white cannot answer the pointer by getting lighter.
        to.text("accent-strong", base.at(light > 0.94 ? light - 0.12 : Math.max(base.light() + 0.07, 0.85), 0.09));
        to.on("on-accent", base.at(0.19, 0.02), List.of("accent", "accent-strong"));
        to.edge("accent-mid", base.at(0.5, 0.07));
    }

    private static void statuses(Palette to) {
        to.status("met", new Oklch(0.8, 0.12, 153), new Oklch(0.28, 0.04, 153));
        to.status("track", new Oklch(0.79, 0.09, 250), new Oklch(0.28, 0.04, 250));
        to.status("risk", new Oklch(0.83, 0.11, 78), new Oklch(0.29, 0.04, 75));
        to.status("short", new Oklch(0.77, 0.12, 25), new Oklch(0.28, 0.05, 25));
        to.copy("open", "ink-2");
        to.copy("open-soft", "hover");
        to.status("relieved", new Oklch(0.8, 0.09, 305), new Oklch(0.28, 0.045, 305));
    }
}
