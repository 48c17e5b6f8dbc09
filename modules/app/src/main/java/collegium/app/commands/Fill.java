package collegium.app.commands;

import collegium.compliance.Fillings;
import collegium.compliance.Rejudging;
import collegium.compliance.StreamedRounds;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "fill", mixinStandardHelpOptions = true,
        description = "Fills an empty body with made-up members, to try or measure a large one. Never for a body at work.")
final class Fill extends Terminal {

    @Parameters(index = "0", paramLabel = "BODY", description = "Its slug.")
    private String slug = "";

    @Option(names = "--members", paramLabel = "N", description = "How many; ${DEFAULT-VALUE} unless given.")
    private int members = 10_000;

    @Option(names = "--activities", paramLabel = "N", description = "How many each; ${DEFAULT-VALUE} unless given.")
    private int activities = 50;

    @Option(names = "--scheme", paramLabel = "ID", description = "A shipped scheme to adopt where the body has none; ${DEFAULT-VALUE} unless given.")
    private String scheme = "gdc";

    /** The modules that the command needs, without schedules, mail and web. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackages = {"collegium.membership", "collegium.requirements", "collegium.portfolios", "collegium.compliance"},
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class),
                // Everybody is judged once when all are there, and nobody is told.
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Rejudging.class)})
    static class Modules {}

    @Override
    List<Class<?>> sources() {
        return Stream.concat(super.sources().stream(), Stream.of(Modules.class)).toList();
    }

    @Override
    int run(Parts parts) {
        Body body = parts.body(slug);
        Call call = new Call(body.id(), new Actor.Job("command line"), parts.part(Clock.class).instant(), body.zone());
        SchemeId rules = rules(parts, call);
        parts.part(Fillings.class).fill(call, rules, members, activities, done -> {
            if (done % 1_000_000 == 0) {
                say("%,d activities".formatted(done));
            }
        });
        say("%,d members with %,d activities each; judging them".formatted(members, activities));
        say("%,d judged".formatted(parts.part(StreamedRounds.class).run(call, rules, "filled")));
        return 0;
    }

    private SchemeId rules(Parts parts, Call call) {
        Schemes schemes = parts.part(Schemes.class);
        return schemes.all(call).stream().filter(outline -> outline.inForce(call.today()).isPresent()).findFirst().map(SchemeOutline::id)
                .orElseGet(() -> adopt(schemes, parts.part(Enrolments.class), call));
    }

    private SchemeId adopt(Schemes schemes, Enrolments enrolments, Call call) {
        String document = ShippedSchemes.document(scheme).orElseThrow(() -> Refused.invalid("unknown-scheme", "scheme", Map.of("scheme", scheme)));
        if (!(schemes.draft(call, document, SchemeOutline.Authority.BODY, call.today(), Optional.empty()) instanceof Drafted.Kept kept)) {
            throw Refused.conflict("nothing-published");
        }
        schemes.publish(call, kept.version().id(), call.today().minusYears(10).withDayOfYear(1));
        enrolments.rule(call, kept.version().scheme(), Map.of(), "Every member");
        return kept.version().scheme();
    }
}
