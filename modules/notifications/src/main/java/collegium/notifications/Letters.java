package collegium.notifications;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Turns worded mail into its two bodies. An engine of its own: the pages' templates and settings are not the mail's. */
final class Letters {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Letters() {
        engine.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
    }

    private static ClassLoaderTemplateResolver resolver(String suffix, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Letters.class.getClassLoader());
        resolver.setPrefix("collegium/notifications/");
        resolver.setResolvablePatterns(Set.of("*" + suffix));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }

    String html(Mail mail) {
        return render("letter.html", mail);
    }

    String text(Mail mail) {
        return render("letter.txt", mail).replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private String render(String template, Mail mail) {
        return engine.process(template, new Context(mail.face().locale(), Map.of("mail", mail, "ink", mail.face().ink())));
    }
}
