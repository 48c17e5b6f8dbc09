package collegium.web.officer;

import collegium.kernel.Call;
import collegium.requirements.Schemes;
import collegium.web.look.FactWords;
import org.springframework.stereotype.Component;

/** Facts in the words of all of the body's schemes. */
@Component
final class BodyFacts {

    private final Schemes schemes;
    private final FactWords words;

    BodyFacts(Schemes schemes, FactWords words) {
        this.schemes = schemes;
        this.words = words;
    }

    FactWords.Kinds kinds(Call call) {
        return words.of(schemes.all(call).stream().flatMap(scheme -> schemes.judgedBy(call, scheme.id()).stream()).toList());
    }
}
