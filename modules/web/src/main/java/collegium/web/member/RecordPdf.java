package collegium.web.member;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** Prints a period of a record from its template. Nothing is fetched: the page names no picture, style or font from elsewhere. */
@Component
final class RecordPdf {

    /** Comes with PDFBox, and has the letters of Latin, Greek and Cyrillic. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final SpringTemplateEngine templates;
    private final ApplicationContext beans;
    private final ConversionService conversions;

    static {
        // It writes past the logs onto the console how long each step took; what goes wrong is thrown.
        XRLog.setLoggingEnabled(false);
    }

    RecordPdf(SpringTemplateEngine templates, ApplicationContext beans, ConversionService mvcConversionService) {
        this.templates = templates;
        this.beans = beans;
        this.conversions = mvcConversionService;
    }

    void write(Locale locale, Map<String, Object> model, OutputStream out) throws IOException {
        Context context = new Context(locale, model);
        context.setVariable("locale", locale.toLanguageTag());
        context.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME, new ThymeleafEvaluationContext(beans, conversions));
        String page = templates.process("record-pdf", context);
        PdfRendererBuilder pdf = new PdfRendererBuilder();
        pdf.useFastMode();
        pdf.useUriResolver((_, _) -> null);
        pdf.useFont(RecordPdf::font, "Liberation", 400, FontStyle.NORMAL, true);
        pdf.withHtmlContent(page, null);
        pdf.toStream(out);
        pdf.run();
    }

    private static InputStream font() {
        InputStream font = PdfRendererBuilder.class.getResourceAsStream(FONT);
        if (font == null) {
            throw new IllegalStateException("The font of PDFBox is missing.");
        }
        return font;
    }
}
