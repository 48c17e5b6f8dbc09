package collegium.web.look;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One theme's colours as they are settled: grounds first, then what must be readable on them. */
final class Palette {

    /** WCAG 2.2, 1.4.3. */
    private static final double TEXT = 4.5;

    /** WCAG 2.2, 1.4.11. */
    private static final double EDGE = 3;

    /** Every ground on which text of any colour stands; the grounds of a status are only under that status. */
    private static final List<String> GROUNDS = List.of("paper", "wash", "raised", "hover", "accent-soft");

    private final Map<String, Rgb> settled = new LinkedHashMap<>();

    /** How far lightness moves at a time to stand out more: down on light pages, up on dark ones. */
    private final double step;

    Palette(double step) {
        this.step = step;
    }

    void ground(String name, Oklch colour) {
        settled.put(name, colour.rgb());
    }

    /** Text, on every ground and on its own where it has one. */
    void text(String name, Oklch colour, Optional<String> own) {
        List<Rgb> on = new ArrayList<>(GROUNDS.stream().map(this::at).toList());
        own.map(this::at).ifPresent(on::add);
        settled.put(name, readable(colour, TEXT, on));
    }

    void text(String name, Oklch colour) {
        text(name, colour, Optional.empty());
    }

    /** A status: its soft ground, then its word and sign. */
    void status(String name, Oklch colour, Oklch soft) {
        ground(name + "-soft", soft);
        text(name, colour, Optional.of(name + "-soft"));
    }

    /** The edge of a field or a part of a picture, on paper and on panels. */
    void edge(String name, Oklch colour) {
        settled.put(name, readable(colour, EDGE, List.of(at("paper"), at("wash"), at("raised"))));
    }

    /** A ground that always carries white text: darkened until it does, on light pages and on dark ones. */
    void underWhite(String name, Oklch colour) {
        Oklch tried = colour;
        while (tried.rgb().contrast(Rgb.WHITE) < TEXT) {
            tried = tried.at(tried.light() - Math.abs(step));
        }
        settled.put(name, tried.rgb());
    }

    /** The text on these grounds: white or this dark colour, whichever stands out more from the worse of them. */
    void on(String name, Oklch dark, List<String> grounds) {
        List<Rgb> on = grounds.stream().map(this::at).toList();
        Rgb black = dark.rgb();
        settled.put(name, Rgb.WHITE.leastContrast(on) >= black.leastContrast(on) ? Rgb.WHITE : black);
    }

    void copy(String name, String of) {
        settled.put(name, at(of));
    }

    Oklch settled(String name) {
        return Oklch.of(at(name));
    }

    Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        settled.forEach((name, rgb) -> tokens.put(name, rgb.hex()));
        return Collections.unmodifiableMap(tokens);
    }

    private Rgb readable(Oklch colour, double ratio, List<Rgb> on) {
        Oklch tried = colour;
        while (tried.rgb().leastContrast(on) < ratio) {
            double next = tried.light() + step;
            if (next < 0 || next > 1) {
                throw new IllegalStateException("No lightness of " + colour + " stands out by " + ratio);
            }
            tried = tried.at(next);
        }
        return tried.rgb();
    }

    private Rgb at(String name) {
        Rgb rgb = settled.get(name);
        if (rgb == null) {
            throw new IllegalStateException(name + " is not settled yet");
        }
        return rgb;
    }
}
