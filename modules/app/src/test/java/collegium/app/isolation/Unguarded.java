package collegium.app.isolation;

import collegium.app.Running;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Members;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A way into the running product that forgot its check, until it is closed; stands in no product. */
final class Unguarded implements AutoCloseable {

    private static final RequestMappingHandlerMapping MAPPING = Running.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    private final RequestMappingInfo route;

    private Unguarded(RequestMappingInfo route) {
        this.route = route;
    }

    static final class Answers {

        /** Everybody who asks, with a member's name where there is such a member. */
        @ResponseBody
        String answer(Call call, @PathVariable String id) {
            Call asProduct = new Call(call.body(), new Actor.Job("unguarded"), call.at(), call.zone());
            try {
                return Running.part(Members.class).find(asProduct, MemberId.of(id)).givenName();
            } catch (Refused _) {
                return "somebody";
            }
        }
    }

    static Unguarded at(String pattern, RequestMethod method) throws NoSuchMethodException {
        RequestMappingInfo route = RequestMappingInfo.paths(pattern).methods(method).options(MAPPING.getBuilderConfiguration()).build();
        MAPPING.registerMapping(route, new Answers(), Answers.class.getDeclaredMethod("answer", Call.class, String.class));
        return new Unguarded(route);
    }

    @Override
    public void close() {
        MAPPING.unregisterMapping(route);
    }
}
