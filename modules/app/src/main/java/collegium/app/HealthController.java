package collegium.app;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health on the main port, for load balancers; the rest of the actuator stays on the management port. */
@RestController
class HealthController {

    private final HealthEndpoint health;

    HealthController(HealthEndpoint health) {
        this.health = health;
    }

    record Answer(String status) {}

    @GetMapping("/actuator/health")
    ResponseEntity<Answer> health() {
        String status = health.health().getStatus().getCode();
        return ResponseEntity.status("UP".equals(status) ? 200 : 503).body(new Answer(status));
    }
}
