package collegium.web.look;

import collegium.membership.BodyWords;
import collegium.tenancy.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Static things under addresses that name their content, kept by browsers for a year; the body's language. */
@Configuration(proxyBeanMethods = false)
class LookSettings implements WebMvcConfigurer {

    private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/static/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/fonts/**")
                .addResourceLocations("classpath:/META-INF/resources/aura/fonts/InstrumentSans/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/webjars/bootstrap/**", "/webjars/htmx.org/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/bootstrap/", "classpath:/META-INF/resources/webjars/htmx.org/")
                .setCacheControl(FOR_EVER);
    }

    @Bean
    ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter();
    }

    @Bean
    MessageSource messageSource(ObjectProvider<BodyWords> words) {
        // Asked for with the first page: much of the product wants messages before it is all there.
        return new IcuMessages(() -> new OwnWords(words.getObject()).current());
    }

    @Bean
    LocaleResolver localeResolver() {
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return request.getAttribute(Body.class.getName()) instanceof Body body ? body.locale() : Locale.UK;
            }

            @Override
            public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException("The language is the body's.");
            }
        };
    }
}
