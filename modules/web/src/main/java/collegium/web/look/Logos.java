package collegium.web.look;

import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Serves the body's own picture, to whom it is shown before they sign in too; its address in pages names its version. */
@Controller
final class Logos {

    private final Bodies bodies;

    Logos(Bodies bodies) {
        this.bodies = bodies;
    }

    @GetMapping("/logo")
    @ResponseBody
    ResponseEntity<byte[]> logo(Body body) {
        return bodies.logo(body.id())
                .map(logo -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf(logo.contentType()))
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                        .body(logo.bytes()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
