package collegium.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in {@code /api/openapi.json} besides the operations themselves. */
@Configuration(proxyBeanMethods = false)
class Description {

    /** What every operation names with the scopes of which one is enough. */
    static final String TOKEN = "token";

    @Bean
    OpenAPI apiDescription() {
        return new OpenAPI()
                .info(new Info().title("Collegium").version("1").description("A body's API, at the body's own address. Tokens come from the body itself."))
                // The same at every host: made once, never with the address of whoever asked first.
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(TOKEN, scheme()).addSchemas("Problem", problem()))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    private static SecurityScheme scheme() {
        Scopes own = new Scopes().addString("record", "Read and write the member's record").addString("record.read", "Read the member's record")
                .addString("standing", "Read where the member stands");
        Scopes given = new Scopes().addString("attendance", "Submit attendance").addString("standing", "Read where members stand who agreed");
        return new SecurityScheme().type(SecurityScheme.Type.OAUTH2).flows(new OAuthFlows()
                .authorizationCode(new OAuthFlow().authorizationUrl("/oauth2/authorize").tokenUrl("/oauth2/token").refreshUrl("/oauth2/token").scopes(own))
                .clientCredentials(new OAuthFlow().tokenUrl("/oauth2/token").scopes(given)));
    }

    private static Schema<?> problem() {
        Schema<?> fault = new ObjectSchema().addProperty("code", new StringSchema()).addProperty("field", new StringSchema())
                .addProperty("detail", new StringSchema()).addProperty("facts", new ObjectSchema());
        return new ObjectSchema().description("RFC 9457; every code stands in the documentation")
                .addProperty("type", new StringSchema().example("urn:collegium:problem:required")).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema()).addProperty("detail", new StringSchema())
                .addProperty("faults", new ArraySchema().items(fault));
    }

    /** Every refusal is a problem. */
    @Bean
    OpenApiCustomizer describedRefusals() {
        ApiResponse problem = new ApiResponse().description("Refused").content(new Content()
                .addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        return described -> described.getPaths().values().stream().flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse("default", problem));
    }
}
