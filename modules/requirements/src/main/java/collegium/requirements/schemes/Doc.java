package collegium.requirements.schemes;

import java.util.List;
import java.util.Map;

/** A document as read from YAML or JSON, each part with its place. */
sealed interface Doc {

    String path();

    int line();

    record Text(String value, String path, int line) implements Doc {}

    record Items(List<Doc> items, String path, int line) implements Doc {}

    record Fields(Map<String, Doc> fields, String path, int line) implements Doc {}
}
