package collegium.web.look;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;
import org.webjars.WebJarVersionLocator;

/** {@code <c:icon name="home"/>} writes an icon; {@code c:name} takes an expression, {@code class} is added. */
@Component
final class IconDialect extends AbstractProcessorDialect {

    IconDialect() {
        super("Collegium icons", "c", 1000);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        String version = new WebJarVersionLocator().version("tabler__icons");
        if (version == null) {
            throw new IllegalStateException("The icons' package is missing.");
        }
        return Set.of(new IconProcessor(prefix, new Icons(version)));
    }

    private static final class IconProcessor extends AbstractElementTagProcessor {

        private final Icons icons;

        IconProcessor(String prefix, Icons icons) {
            super(TemplateMode.HTML, prefix, "icon", true, null, false, 1000);
            this.icons = icons;
        }

        @Override
        protected void doProcess(ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler structure) {
            String name = tag.getAttributeValue("name");
            if (name == null) {
                name = String.valueOf(StandardExpressions.getExpressionParser(context.getConfiguration())
                        .parseExpression(context, tag.getAttributeValue("c:name"))
                        .execute(context));
            }
            String classes = tag.getAttributeValue("class");
            structure.replaceWith(icons.svg(name, classes == null ? "" : classes), false);
        }
    }
}
