package collegium.web.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.webjars.WebJarVersionLocator;

/**
 * The code editor's modules as browsers load them. Packages name each other without an address, which browsers understand by an
 * inline import map alone, and the pages allow nothing inline: so the names are put into addresses here, without a bundler. All
 * modules lie under one stamp of their content and are kept for ever.
 */
@Controller("scriptModules")
final class ScriptModules {

    private static final String FOLDER = "/META-INF/resources/webjars/";
    private static final Pattern IMPORT = Pattern.compile("(\\bfrom\\s*|\\bimport\\s*)(['\"])([^'\"./][^'\"]*)\\2");

    /** The packages' names with their files, and ours. */
    private static final Map<String, String> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry("@codemirror/state", "codemirror__state:dist/index.js"),
            Map.entry("@codemirror/view", "codemirror__view:dist/index.js"),
            Map.entry("@codemirror/language", "codemirror__language:dist/index.js"),
            Map.entry("@codemirror/commands", "codemirror__commands:dist/index.js"),
            Map.entry("@codemirror/autocomplete", "codemirror__autocomplete:dist/index.js"),
            Map.entry("@codemirror/lint", "codemirror__lint:dist/index.js"),
            Map.entry("@codemirror/legacy-modes/mode/yaml", "codemirror__legacy-modes:mode/yaml.js"),
            Map.entry("@lezer/common", "lezer__common:dist/index.js"),
            Map.entry("@lezer/highlight", "lezer__highlight:dist/index.js"),
            Map.entry("style-mod", "style-mod:src/style-mod.js"),
            Map.entry("w3c-keyname", "w3c-keyname:index.js"),
            Map.entry("crelt", "crelt:index.js"),
            Map.entry("@marijn/find-cluster-break", "marijn__find-cluster-break:src/index.js")));

    /** Read when the first page asks for one: what starts need not wait for it. */
    private static final class Read {

        private static final Map<String, String> TEXTS = texts();
        private static final String STAMP = stamp(String.join("\n", TEXTS.values()));

        private static Map<String, String> texts() {
            WebJarVersionLocator versions = new WebJarVersionLocator();
            Map<String, String> texts = new TreeMap<>();
            FILES.forEach((name, file) -> {
                int colon = file.indexOf(':');
                String jar = file.substring(0, colon);
                texts.put(flat(name), rewritten(read(FOLDER + jar + "/" + versions.version(jar) + "/" + file.substring(colon + 1))));
            });
            texts.put("code-editor", rewritten(read("/modules/code-editor.js")));
            return texts;
        }
    }

    private static String flat(String name) {
        return name.replace("@", "").replace('/', '-');
    }

    private static String rewritten(String text) {
        return IMPORT.matcher(text).replaceAll(ScriptModules::address);
    }

    private static String address(MatchResult found) {
        return FILES.containsKey(found.group(3)) ? found.group(1) + "\"./" + flat(found.group(3)) + ".js\"" : found.group().replace("$", "\\$");
    }

    private static String read(String resource) {
        try (InputStream in = ScriptModules.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("A module is missing: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stamp(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a module is: for the page that loads it. */
    public String path(String name) {
        return "/webjars/modules/" + Read.STAMP + "/" + name + ".js";
    }

    @GetMapping("/webjars/modules/{of}/{name}.js")
    ResponseEntity<String> module(@PathVariable String of, @PathVariable String name) {
        String text = Read.TEXTS.get(name);
        if (text == null || !of.equals(Read.STAMP)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()).body(text);
    }
}
