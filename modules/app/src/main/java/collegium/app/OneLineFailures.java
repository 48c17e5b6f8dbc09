package collegium.app;

import collegium.database.StartRefused;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line why the product does not start, where whoever started it can mend it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineFailures implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> line = Stream.iterate(Optional.of(failure), Optional::isPresent, each -> each.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .flatMap(cause -> line(cause).stream())
                .findFirst();
        line.ifPresent(System.err::println);
        return line.isPresent();
    }

    private static Optional<String> line(Throwable cause) {
        return switch (cause) {
            case StartRefused refused -> Optional.of("Collegium did not start. " + refused.getMessage());
            case PortInUseException taken -> Optional.of(
                    "Collegium did not start. Port %d is taken; stop what uses it, or choose another with --server.port= (and --management.server.port=)."
                            .formatted(taken.getPort()));
            default -> Optional.empty();
        };
    }
}
