package collegium.web.officer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One thing that waits for the officer, with the one action that there is for it.
 *
 * @param icon of the queue's row
 * @param title what it is and whose, in words
 * @param note what to know before opening it
 * @param since when it came; the oldest stands first
 * @param due the day by which it should be done, where there is one
 * @param path where it is done
 * @param action the message key of the action's word: {@code waiting.decide}, {@code waiting.assign}…
 */
record Waiting(String icon, String title, String note, Instant since, Optional<LocalDate> due, String path, String action) {}
