package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.tenancy.Body;
import collegium.tenancy.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives controllers the {@link Call} of a request at a body, the {@link Operation} of one at the platform, the {@link Body}
 * of its host. One of the three places that read the clock. Nobody signed in makes a call without any right.
 */
@Component
final class CallResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Clock clock;

    CallResolver(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        return type == Call.class || type == Operation.class || type == Body.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Optional.ofNullable(web.getNativeRequest(HttpServletRequest.class)).orElseThrow();
        Optional<Host> host = Host.find(request);
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        Optional<?> value;
        if (type == Body.class) {
            value = host.flatMap(Host::body);
        } else if (type == Call.class) {
            value = host.flatMap(Host::body)
                    .map(body -> new Call(body.id(), Actors.of(request), clock.instant(), body.zone()));
        } else {
            value = host.filter(Host.Platform.class::isInstance).map(_ -> new Operation(Actors.of(request), clock.instant()));
        }
        return parameter.isOptional() ? value : value.orElseThrow(Refused::notFound);
    }
}
