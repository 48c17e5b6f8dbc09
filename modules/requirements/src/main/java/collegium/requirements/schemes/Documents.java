package collegium.requirements.schemes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML, of which JSON is a part, into plain values with their places. Bounded in size, depth and in what aliases
 * unfold to, so that a hostile document is refused quickly and in little memory.
 */
final class Documents {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 40;

    private final List<Fault> faults;
    private int nodes;

    private Documents(List<Fault> faults) {
        this.faults = faults;
    }

    static Optional<Doc> read(String text, List<Fault> faults) {
        return new Documents(faults).read(text);
    }

    private Optional<Doc> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            faults.add(new Fault("", 0, "The document is too long.", "At most a million characters are read."));
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(50);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowRecursiveKeys(false);
        try {
            if (!countable(text, options)) {
                faults.add(new Fault("", 0, "The document has too many values, or is nested too deeply.",
                        "At most " + MOST_NODES + " values, in at most " + DEEPEST + " levels, are read."));
                return Optional.empty();
            }
            Composer composer = new Composer(
                    new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            Node node = composer.getSingleNode();
            if (node == null) {
                faults.add(new Fault("", 0, "The document is empty.", ""));
                return Optional.empty();
            }
            return Optional.of(doc(node, "", 0));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.add(new Fault("", line, "This is not readable as YAML: " + e.getProblem() + ".",
                    "Check indentation, colons and quotes there."));
        } catch (YAMLException e) {
            faults.add(new Fault("", 0, "This is not readable as YAML: " + e.getMessage(), ""));
        } catch (TooMuch e) {
            faults.add(new Fault("", 0, "The document unfolds to too much.", "Use fewer or smaller aliases."));
        } catch (StackOverflowError _) {
            faults.add(new Fault("", 0, "The document is nested too deeply.", "At most " + DEEPEST + " levels."));
        }
        return Optional.empty();
    }

    /** Looks through the values before they are kept, so that a document of too many costs little. */
    private static boolean countable(String text, LoaderOptions options) {
        ParserImpl parser = new ParserImpl(new StreamReader(text), options);
        int values = 0;
        int depth = 0;
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            Event event = parser.getEvent();
            values += event instanceof NodeEvent ? 1 : 0;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (values > MOST_NODES || depth > DEEPEST) {
                return false;
            }
        }
        return true;
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super(null, null, false, false);
        }
    }

    private Doc doc(Node node, String path, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooMuch();
        }
        int line = node.getStartMark().getLine() + 1;
        return switch (node) {
            case ScalarNode scalar -> new Doc.Text(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), path, line);
            case SequenceNode sequence -> {
                List<Doc> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(doc(item, path + "[" + items.size() + "]", depth + 1));
                }
                yield new Doc.Items(items, path, line);
            }
            case MappingNode mapping -> fields(mapping, path, line, depth);
            default -> throw new YAMLException("unknown node");
        };
    }

    private Doc fields(MappingNode mapping, String path, int line, int depth) {
        Map<String, Doc> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String at = path.isEmpty() ? key : path + "." + key;
            if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                faults.add(new Fault(path, line, "A name must be a word.", ""));
            } else if (key.equals("<<")) {
                faults.add(new Fault(at, line, "Merge keys are not read.", "Write the fields out."));
            } else if (fields.containsKey(key)) {
                faults.add(new Fault(at, tuple.getKeyNode().getStartMark().getLine() + 1,
                        "\"" + key + "\" stands here twice.", "Remove one of them."));
            } else {
                fields.put(key, doc(tuple.getValueNode(), at, depth + 1));
            }
        }
        return new Doc.Fields(fields, path, line);
    }
}
