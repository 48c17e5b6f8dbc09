package collegium.requirements.engine;

import java.util.Optional;

/** One rule of a scheme as members read it. */
public record Sentence(String id, String title, String text, Optional<String> clause, Severity severity) {}
