package collegium.requirements;

import collegium.kernel.Call;
import java.time.LocalDate;
import java.util.UUID;

/** A version became immutable, in this transaction; standings that it bears on are judged again. */
public record SchemePublished(Call call, SchemeId scheme, UUID version, LocalDate from) {}
