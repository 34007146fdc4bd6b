package org.ringspan.sip.container;

import java.lang.reflect.Method;
import java.util.List;
import javax.servlet.sip.SipServletRequest;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipListeners;
import org.mobicents.servlet.sip.core.descriptor.MobicentsSipServletMapping;
import org.mobicents.servlet.sip.core.security.MobicentsSipLoginConfig;
import org.mobicents.servlet.sip.core.security.SipDigestAuthenticator;
import org.mobicents.servlet.sip.ruby.SipRubyController;

/**
 * What the engine asks of a deployment descriptor. There is none: applications are described by
 * annotations, so that most of it is empty and none of it can be set.
 */
abstract class AnnotatedApplication implements SipContext {
  @Override
  public boolean hasDistributableManager() {
    return false;
  }

  @Override
  public boolean isPackageProtectionEnabled() {
    return false;
  }

  @Override
  public String[] findSipApplicationListeners() {
    return new String[0];
  }

  @Override
  public List<MobicentsSipServletMapping> findSipServletMappings() {
    return List.of();
  }

  @Override
  public @Nullable MobicentsSipServletMapping findSipServletMappings(SipServletRequest request) {
    return null;
  }

  @Override
  public @Nullable String getDescription() {
    return null;
  }

  @Override
  public void setDescription(String value) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable String getLargeIcon() {
    return null;
  }

  @Override
  public void setLargeIcon(String value) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable String getSmallIcon() {
    return null;
  }

  @Override
  public void setSmallIcon(String value) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable Method getSipApplicationKeyMethod() {
    return null;
  }

  @Override
  public void setSipApplicationKeyMethod(Method method) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable MobicentsSipLoginConfig getSipLoginConfig() {
    return null;
  }

  @Override
  public void setSipLoginConfig(MobicentsSipLoginConfig config) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable SipRubyController getSipRubyController() {
    return null;
  }

  @Override
  public void setSipRubyController(SipRubyController controller) {
    throw describedByAnnotations();
  }

  @Override
  public @Nullable SipDigestAuthenticator getDigestAuthenticator() {
    return null;
  }

  @Override
  public void setApplicationName(String value) {
    throw describedByAnnotations();
  }

  @Override
  public void setListeners(SipListeners value) {
    throw describedByAnnotations();
  }

  @Override
  public void setMainServlet(String value) {
    throw describedByAnnotations();
  }

  @Override
  public void setServletHandler(String value) {
    throw describedByAnnotations();
  }

  @Override
  public void setProxyTimeout(int seconds) {
    throw describedByAnnotations();
  }

  @Override
  public void setSipApplicationSessionTimeout(int minutes) {
    throw describedByAnnotations();
  }

  @Override
  public void addSipApplicationListener(String className) {
    throw describedByAnnotations();
  }

  @Override
  public void removeSipApplicationListener(String className) {
    throw describedByAnnotations();
  }

  @Override
  public void addSipServletMapping(MobicentsSipServletMapping mapping) {
    throw describedByAnnotations();
  }

  @Override
  public void removeSipServletMapping(MobicentsSipServletMapping mapping) {
    throw describedByAnnotations();
  }

  private static UnsupportedOperationException describedByAnnotations() {
    return new UnsupportedOperationException("Applications are described by annotations");
  }
}
