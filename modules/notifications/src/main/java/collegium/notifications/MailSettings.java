package collegium.notifications;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the deployment sends mail; the server itself is Spring's {@code spring.mail.*}.
 *
 * @param from the address from which everything goes, under the body's name; its domain also ends every Message-ID
 * @param origin where a body lives, <code>{slug}</code> standing for its slug
 * @param platform where the platform's own pages live
 * @param claim how long a sender may have a message in hand before another takes it for left by a crash
 */
@ConfigurationProperties("collegium.mail")
public record MailSettings(
        @DefaultValue("no-reply@collegium.example") String from,
        @DefaultValue("http://{slug}.localhost:8080") String origin,
        @DefaultValue("http://localhost:8080") String platform,
        @DefaultValue("10m") Duration claim) {

    /** Where the body of that slug lives. */
    public String origin(String slug) {
        return origin.replace("{slug}", slug);
    }

    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
