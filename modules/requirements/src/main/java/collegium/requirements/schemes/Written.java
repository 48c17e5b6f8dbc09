package collegium.requirements.schemes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A document as it was written. One field or one entry of a list is changed at a time, and every other character stays: comments,
 * order, spaces. What cannot be changed so (an alias stands there) is refused rather than done otherwise: after each change the
 * text is read anew and must say what it said, but for that change.
 */
final class Written {

    private final String text;
    private final Doc doc;
    private final Node root;

    private Written(String text, Doc doc, Node root) {
        this.text = text;
        this.doc = doc;
        this.root = root;
    }

    /** Says that a change cannot be made without changing something else as well. */
    static final class Tangled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Tangled() {
            super(null, null, false, false);
        }
    }

    /** A document that is readable as YAML; empty for others. */
    static Optional<Written> of(String text) {
        Optional<Doc> doc = Documents.read(text, new ArrayList<>());
        // What could be read once within the bounds can be read again without them.
        return doc.map(read -> new Written(text, read, new Composer(new ParserImpl(new StreamReader(text), new LoaderOptions()), new Resolver(), new LoaderOptions())
                .getSingleNode()));
    }

    String text() {
        return text;
    }

    Doc doc() {
        return doc;
    }

    /** What stands at the path of field names and places in lists. */
    Optional<Doc> at(List<Object> path) {
        Optional<Doc> found = Optional.of(doc);
        for (Object step : path) {
            found = found.flatMap(in -> Docs.step(in, step));
        }
        return found;
    }

    /** The text of what stands at the path, without what is around it. */
    String textAt(List<Object> path) {
        Node node = node(path);
        return text.substring(start(node), end(node));
    }

    private Node node(List<Object> path) {
        Node node = root;
        for (Object step : path) {
            node = switch (node) {
                case MappingNode map -> tuple(map, step).orElseThrow(Tangled::new).getValueNode();
                case SequenceNode list when step instanceof Integer n && n < list.getValue().size() -> list.getValue().get(n);
                default -> throw new Tangled();
            };
        }
        return node;
    }

    private static Optional<NodeTuple> tuple(MappingNode map, Object key) {
        return map.getValue().stream().filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)).findFirst();
    }

    private int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    /** Where the node's last character is; a block's own mark lies behind the comments that follow it. */
    private int end(Node node) {
        if (node instanceof CollectionNode<?> block && !flow(node) && !block.getValue().isEmpty()) {
            Object last = block.getValue().getLast();
            return end(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
        while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private boolean flow(Node node) {
        return node instanceof CollectionNode<?> && start(node) < text.length() && "{[".indexOf(text.charAt(start(node))) >= 0;
    }

    private boolean json() {
        return flow(root);
    }

    private String written(Doc value) {
        return FlowYaml.write(value, json());
    }

    /** Sets a field of the map at the path, which is made where it is not there; an absent value removes the field. */
    Written with(List<Object> path, String field, Optional<Doc> value) {
        if (at(path).isEmpty()) {
            return value.map(set -> with(path.subList(0, path.size() - 1), (String) path.getLast(), Optional.of(Docs.fields(Map.of(field, set)))))
                    .orElse(this);
        }
        if (!(node(path) instanceof MappingNode map)) {
            throw new Tangled();
        }
        Optional<NodeTuple> there = tuple(map, field);
        Doc wanted = Docs.with(doc, path, field, value);
        if (value.isPresent()) {
            return there.isPresent()
                    ? replaced(start(there.get().getValueNode()), end(there.get().getValueNode()), valueFor(there.get(), value.get()), wanted)
                    : added(map, field, value.get(), wanted);
        }
        return there.map(tuple -> removed(map, map.getValue().indexOf(tuple), wanted)).orElse(this);
    }

    /** A value that is empty or begins on the line below its name needs a space before it when it is put beside it. */
    private String valueFor(NodeTuple tuple, Doc value) {
        int at = start(tuple.getValueNode());
        return (at > 0 && text.charAt(at - 1) == ':' ? " " : "") + written(value);
    }

    private Written added(MappingNode map, String field, Doc value, Doc wanted) {
        String line = FlowYaml.name(field, json()) + ": " + written(value);
        if (map.getValue().isEmpty()) {
            return replaced(start(map), end(map), "{" + line + "}", wanted);
        }
        NodeTuple last = map.getValue().getLast();
        int after = end(last.getValueNode());
        if (flow(map)) {
            return replaced(after, after, ", " + line, wanted);
        }
        int at = lineEnd(after);
        return replaced(at, at, "\n" + " ".repeat(column(last.getKeyNode())) + line, wanted);
    }

    private Written removed(MappingNode map, int n, Doc wanted) {
        List<NodeTuple> all = map.getValue();
        if (all.size() == 1) {
            throw new Tangled();
        }
        if (n + 1 < all.size()) {
            return replaced(start(all.get(n).getKeyNode()), start(all.get(n + 1).getKeyNode()), "", wanted);
        }
        return replaced(end(all.get(n - 1).getValueNode()), end(all.get(n).getValueNode()), "", wanted);
    }

    /** Adds an entry to the list in a field of the map at the path; the list is made where it is not there. */
    Written plus(List<Object> path, String list, Doc entry) {
        Optional<Doc> there = at(Docs.plus(path, list));
        if (there.isEmpty()) {
            Doc wanted = Docs.with(doc, path, list, Optional.of(Docs.items(List.of(entry))));
            MappingNode map = (MappingNode) node(path);
            if (flow(map) || map.getValue().isEmpty()) {
                return with(path, list, Optional.of(Docs.items(List.of(entry))));
            }
            NodeTuple last = map.getValue().getLast();
            int at = lineEnd(end(last.getValueNode()));
            String indent = " ".repeat(column(last.getKeyNode()));
            return replaced(at, at, "\n" + indent + list + ":\n" + indent + "  - " + written(entry), wanted);
        }
        if (!(node(Docs.plus(path, list)) instanceof SequenceNode items)) {
            throw new Tangled();
        }
        Doc wanted = Docs.with(doc, path, list, Optional.of(Docs.plus(there.get(), entry)));
        if (items.getValue().isEmpty()) {
            return replaced(start(items), end(items), "[" + written(entry) + "]", wanted);
        }
        Node last = items.getValue().getLast();
        if (flow(items)) {
            return replaced(end(last), end(last), ", " + written(entry), wanted);
        }
        int at = lineEnd(end(last));
        return replaced(at, at, "\n" + " ".repeat(column(items)) + "- " + written(entry), wanted);
    }

    /** Takes an entry out of a list; with the last one the list goes. */
    Written minus(List<Object> path, String list, int n) {
        if (!(node(Docs.plus(path, list)) instanceof SequenceNode items)) {
            throw new Tangled();
        }
        List<Node> all = items.getValue();
        if (all.size() == 1) {
            return with(path, list, Optional.empty());
        }
        Doc wanted = Docs.with(doc, path, list, Optional.of(Docs.minus(at(Docs.plus(path, list)).orElseThrow(), n)));
        if (flow(items)) {
            return n + 1 < all.size()
                    ? replaced(start(all.get(n)), start(all.get(n + 1)), "", wanted)
                    : replaced(end(all.get(n - 1)), end(all.get(n)), "", wanted);
        }
        return n + 1 < all.size()
                ? replaced(dash(all.get(n)), dash(all.get(n + 1)), "", wanted)
                : replaced(end(all.get(n - 1)), end(all.get(n)), "", wanted);
    }

    private int dash(Node item) {
        return text.lastIndexOf('-', start(item) - 1);
    }

    /** Puts a text, taken from another document, in the place of what stands at the path. */
    Written withText(List<Object> path, String other, Doc value) {
        Node node = node(path);
        return replaced(start(node), end(node), other, Docs.with(doc, path.subList(0, path.size() - 1), path.getLast(), value));
    }

    private int column(Node node) {
        return node.getStartMark().getColumn();
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private Written replaced(int from, int to, String by, Doc wanted) {
        String changed = text.substring(0, from) + by + text.substring(to);
        Written read = of(changed).orElseThrow(Tangled::new);
        if (!Docs.same(read.doc, wanted)) {
            throw new Tangled();
        }
        return read;
    }
}
