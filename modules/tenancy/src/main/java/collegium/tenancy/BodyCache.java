package collegium.tenancy;

import collegium.kernel.BodyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registry as this node last read it. Every request asks for its body; other nodes change the registry, so what is known is
 * used for a few seconds only. A change on this node is seen at once.
 */
final class BodyCache {

    private static final long FRESH_FOR = Duration.ofSeconds(3).toNanos();
    private final Supplier<Known> read;
    private volatile @Nullable Read last;

    private record Read(Known known, long at) {}

    record Known(List<Body> bodies, Map<String, BodyId> domains) {

        Optional<Body> byHost(String host, String platformDomain) {
            BodyId domain = domains.get(host);
            if (domain != null) {
                return bodies.stream().filter(body -> body.id().equals(domain)).findFirst();
            }
            return bodies.stream().filter(body -> host.equals(body.slug() + "." + platformDomain)).findFirst();
        }
    }

    BodyCache(Supplier<Known> read) {
        this.read = read;
    }

    Known current() {
        Read known = last;
        long now = System.nanoTime();
        if (known == null || now - known.at() > FRESH_FOR) {
            known = new Read(read.get(), now);
            last = known;
        }
        return known.known();
    }

    void forget() {
        last = null;
    }
}
