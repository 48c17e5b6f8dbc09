package collegium.web.look;

import collegium.tenancy.Bodies;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Serves each body's own small style sheet under an address that names its content, so that it can be kept for ever. */
@Controller
public final class BodySheets {

    /** The product's own colour, where no body is. */
    static final String OWN_COLOUR = BodyStyles.DEFAULT_COLOUR;

    private final Bodies bodies;
    private final Map<String, BodyStyles> byColour = new ConcurrentHashMap<>();
    private final Map<String, BodyStyles> byHash = new ConcurrentHashMap<>();
    private volatile Worn worn = new Worn(new TreeMap<>(), BodyStyles.parts(new TreeMap<>()));

    /** The colours of all bodies, by slug, and the sheet that they make. */
    private record Worn(SortedMap<String, String> colours, BodyStyles sheet) {}

    BodySheets(Bodies bodies) {
        this.bodies = bodies;
    }

    /** Where the sheet of a colour is served, which need not be a body's yet. Refused as {@code colour-form}. */
    public String address(String colour) {
        BodyStyles sheet = byColour.computeIfAbsent(colour, BodyStyles::of);
        byHash.putIfAbsent(sheet.hash(), sheet);
        return sheet.path();
    }

    /** Where the sheet is served by which, on a page of several bodies, each part with {@code data-body} wears its body's colour. */
    public String ofAll() {
        SortedMap<String, String> colours = new TreeMap<>();
        bodies.all().forEach(body -> colours.put(body.slug(), body.colour()));
        if (!worn.colours().equals(colours)) {
            worn = new Worn(colours, BodyStyles.parts(colours));
        }
        BodyStyles sheet = worn.sheet();
        byHash.putIfAbsent(sheet.hash(), sheet);
        return sheet.path();
    }

    @GetMapping("/body-{hash:[0-9a-f]+}.css")
    @ResponseBody
    ResponseEntity<String> sheet(@PathVariable String hash) {
        if (!byHash.containsKey(hash)) {
            // Another node wrote the page: its sheets follow from the bodies' colours.
            address(OWN_COLOUR);
            bodies.all().forEach(body -> address(body.colour()));
            ofAll();
        }
        return Optional.ofNullable(byHash.get(hash))
                .map(sheet -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                        .body(sheet.css()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
