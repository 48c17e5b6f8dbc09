package collegium.requirements.schemes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples in the pages of the documentation. */
final class DocumentedExamples {

    static final List<String> PAGES = List.of("reference/schemes.md", "reference/records.md", "reference/shapes.md",
            "tutorials/your-bodys-rules.md", "explanation/how-credit-flows.md", "explanation/windows-and-versions.md");
    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+) (\\w+)\n(.*?)```", Pattern.DOTALL);

    /** The names that the parts of the pages use. */
    private static final Map<String, String> NAMES = names();

    private DocumentedExamples() {}

    record Block(String page, String kind, String text) {

        /** A scheme of its own: parts are put inside one that declares the names they use. */
        String scheme() {
            return switch (kind) {
                case "part" -> inside(text);
                case "shape" -> shape(text.substring(0, text.indexOf("\n---\n") + 1));
                default -> text;
            };
        }

        boolean isScheme() {
            return kind.equals("scheme") || kind.equals("part") || kind.equals("shape");
        }

        /** The record, where the block has one. */
        String record() {
            return kind.equals("shape") ? text.substring(text.indexOf("\n---\n") + 5) : text;
        }

        boolean isRecord() {
            return kind.equals("record") || kind.equals("shape");
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("scheme", "scheme: part\n");
        names.put("unit", "unit: hour\n");
        names.put("types", "types: [course, reading, committee, teaching, semester, congress, project, improvement, planned]\n");
        names.put("topics", "topics: [ethics, safety, law]\n");
        names.put("flags", "flags: [structured, assessed]\n");
        names.put("modes", "modes: [live, self_study, distance]\n");
        names.put("artefacts", "artefacts: [plan, reflection, discussion, exam, feedback]\n");
        names.put("measures", "measures: [semester-hours]\n");
        names.put("facts", """
                facts:
                  grade: {values: [full, associate]}
                  titles: text
                  fields: text
                  practising: yes-no
                  retired: yes-no
                  practice_hours: number
                  joined: date
                  born: date
                  examined: date
                """);
        names.put("requirements", """
                requirements:
                  - {id: total, count: all, at-least: 20}
                """);
        return names;
    }

    static String inside(String part) {
        StringBuilder scheme = new StringBuilder();
        NAMES.forEach((field, text) -> {
            boolean ofVersions = field.equals("requirements") && part.startsWith("versions:");
            if (!ofVersions && !Pattern.compile("^" + field + ":", Pattern.MULTILINE).matcher(part).find()) {
                scheme.append(text);
            }
        });
        return scheme + part;
    }

    static String shape(String part) {
        return "scheme: shape\n" + (part.contains("unit:") ? "" : "unit: hour\n") + part;
    }

    static List<Block> blocks(String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        if (Files.exists(DOCS.resolve(page))) {
            Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
            while (matcher.find()) {
                blocks.add(new Block(page, matcher.group(2), matcher.group(3)));
            }
        }
        return blocks;
    }

    static List<String> schemes() throws IOException {
        List<String> schemes = new ArrayList<>();
        for (String page : PAGES) {
            blocks(page).stream().filter(Block::isScheme).map(Block::scheme).forEach(schemes::add);
        }
        return schemes;
    }

    static List<String> records() throws IOException {
        List<String> records = new ArrayList<>();
        for (String page : PAGES) {
            blocks(page).stream().filter(Block::isRecord).map(Block::record).forEach(records::add);
        }
        return records;
    }
}
