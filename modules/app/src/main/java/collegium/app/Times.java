package collegium.app;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock. It is read where a call is built (web, event listener, job) and nowhere else. */
@Configuration(proxyBeanMethods = false)
public class Times {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
