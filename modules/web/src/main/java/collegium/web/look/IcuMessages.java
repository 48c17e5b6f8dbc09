package collegium.web.look;

import com.ibm.icu.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;

/** The product's words as ICU messages, so that plurals and numbers are right in every language. */
final class IcuMessages extends AbstractMessageSource {

    private static final List<String> BUNDLES = List.of("messages", "pages", "reviews");
    private static final Object[] NONE = {};
    private final Map<Locale, Map<String, String>> patterns = new ConcurrentHashMap<>();

    @Override
    protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
        Locale in = locale == null ? Locale.UK : locale;
        String pattern = code == null ? null : patterns.computeIfAbsent(in, IcuMessages::load).get(code);
        return pattern == null ? null : new MessageFormat(pattern, in).format(arguments == null ? NONE : arguments);
    }

    /** Never asked: every message is formatted by ICU above. */
    @Override
    protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
        return null;
    }

    private static Map<String, String> load(Locale locale) {
        Map<String, String> loaded = new ConcurrentHashMap<>();
        for (String name : BUNDLES) {
            ResourceBundle bundle = ResourceBundle.getBundle(name, locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            bundle.keySet().forEach(key -> loaded.put(key, bundle.getString(key)));
        }
        return loaded;
    }
}
