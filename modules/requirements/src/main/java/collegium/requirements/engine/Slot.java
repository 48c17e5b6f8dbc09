package collegium.requirements.engine;

import java.util.Optional;

/** One of the spans over which a requirement is judged; in play once it bears on the verdict. */
record Slot(Span span, Optional<String> label, boolean inPlay) {}
