package org.ringspan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What talks HTTP: thin, and shut to whoever isn't let in. */
class WebRulesTest {
  private static final List<String> OPERATIONS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final JavaClasses web =
      House.of(List.of(House.REST, House.SCIM, House.OPERATIONS, House.CONSOLE));

  @Test
  @DisplayName("The web knows of the services only their boundaries, and nothing of SIP")
  void boundaries() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.ringspan.*.adapter..",
            "org.ringspan.callcontrol..",
            "org.ringspan.sip..",
            "jakarta.persistence..",
            "jakarta.jms..",
            "java.sql..")
        .check(web);
  }

  @Test
  @DisplayName("Every REST operation says who may call it")
  void everyOperationHasARule() {
    methods()
        .that(
            DescribedPredicate.describe(
                "are REST operations",
                (JavaMethod method) ->
                    OPERATIONS.stream()
                        .anyMatch(name -> method.isAnnotatedWith("jakarta.ws.rs." + name))))
        .should()
        .beAnnotatedWith("org.ringspan.rest.http.AtLeast")
        .check(web);
  }
}
