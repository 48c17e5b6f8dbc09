package collegium.requirements.schemes;

/** A shipped scheme, as a list offers it. */
public record ShippedOutline(String id, String title, String body, String provenance) {}
