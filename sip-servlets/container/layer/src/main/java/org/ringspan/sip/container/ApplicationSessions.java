package org.ringspan.sip.container;

import jakarta.servlet.http.HttpSession;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipFactory;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSessionKey;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.SipSessionKey;
import org.mobicents.servlet.sip.core.session.SipStandardManagerDelegate;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/**
 * The sessions of one application, held by the engine's own registry. The engine's averages and
 * maxima aren't kept: they are never read, and their setters would be called under a lock for every
 * session that ends.
 */
final class ApplicationSessions implements SipManager {
  private final SipStandardManagerDelegate registry = new SipStandardManagerDelegate();

  ApplicationSessions(SipContext application, MobicentsSipFactory factory) {
    registry.setContainer(application);
    setMobicentsSipFactory(factory);
  }

  @Override
  public MobicentsSipSession removeSipSession(MobicentsSipSessionKey key) {
    return registry.removeSipSession(key);
  }

  @Override
  public MobicentsSipApplicationSession removeSipApplicationSession(
      MobicentsSipApplicationSessionKey key) {
    return registry.removeSipApplicationSession(key);
  }

  @Override
  public MobicentsSipApplicationSession getSipApplicationSession(
      MobicentsSipApplicationSessionKey key, boolean create) {
    return registry.getSipApplicationSession((SipApplicationSessionKey) key, create);
  }

  @Override
  public MobicentsSipSession getSipSession(
      MobicentsSipSessionKey key,
      boolean create,
      MobicentsSipFactory factory,
      MobicentsSipApplicationSession applicationSession) {
    return registry.getSipSession(
        (SipSessionKey) key, create, (SipFactoryImpl) factory, applicationSession);
  }

  @Override
  public MobicentsSipApplicationSession findSipApplicationSession(HttpSession httpSession) {
    return registry.findSipApplicationSession(httpSession);
  }

  @Override
  public void removeAllSessions() {
    registry.removeAllSessions();
  }

  @Override
  public void setMobicentsSipFactory(MobicentsSipFactory factory) {
    registry.setSipFactoryImpl((SipFactoryImpl) factory);
  }

  @Override
  public MobicentsSipFactory getMobicentsSipFactory() {
    return registry.getSipFactoryImpl();
  }

  @Override
  public void dumpSipSessions() {
    registry.dumpSipSessions();
  }

  @Override
  public void dumpSipApplicationSessions() {
    registry.dumpSipApplicationSessions();
  }

  @Override
  public Iterator<MobicentsSipSession> getAllSipSessions() {
    return registry.getAllSipSessions();
  }

  @Override
  public Iterator<MobicentsSipApplicationSession> getAllSipApplicationSessions() {
    return registry.getAllSipApplicationSessions();
  }

  @Override
  public int getActiveSipSessions() {
    return registry.getNumberOfSipSessions();
  }

  @Override
  public int getActiveSipApplicationSessions() {
    return registry.getNumberOfSipApplicationSessions();
  }

  @Override
  public @Nullable Object findSession(String httpSessionId) {
    return null;
  }

  @Override
  public void updateStats() {
    // No statistics are gathered.
  }

  @Override
  public int getMaxActiveSipSessions() {
    return registry.getMaxActiveSipSessions();
  }

  @Override
  public void setMaxActiveSipSessions(int most) {
    registry.setMaxActiveSipSessions(most);
  }

  @Override
  public int getMaxActiveSipApplicationSessions() {
    return registry.getMaxActiveSipApplicationSessions();
  }

  @Override
  public void setMaxActiveSipApplicationSessions(int most) {
    registry.setMaxActiveSipApplicationSessions(most);
  }

  @Override
  public int getRejectedSipSessions() {
    return 0;
  }

  @Override
  public void setRejectedSipSessions(int ignored) {
    // Not kept.
  }

  @Override
  public int getRejectedSipApplicationSessions() {
    return 0;
  }

  @Override
  public void setRejectedSipApplicationSessions(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipSessionCounter() {
    return 0;
  }

  @Override
  public void setSipSessionCounter(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipSessionMaxAliveTime() {
    return 0;
  }

  @Override
  public void setSipSessionMaxAliveTime(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipSessionAverageAliveTime() {
    return 0;
  }

  @Override
  public void setSipSessionAverageAliveTime(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipApplicationSessionCounter() {
    return 0;
  }

  @Override
  public void setSipApplicationSessionCounter(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipApplicationSessionMaxAliveTime() {
    return 0;
  }

  @Override
  public void setSipApplicationSessionMaxAliveTime(int ignored) {
    // Not kept.
  }

  @Override
  public int getSipApplicationSessionAverageAliveTime() {
    return 0;
  }

  @Override
  public void setSipApplicationSessionAverageAliveTime(int ignored) {
    // Not kept.
  }

  @Override
  public int getExpiredSipSessions() {
    return 0;
  }

  @Override
  public void setExpiredSipSessions(int ignored) {
    // Not kept.
  }

  @Override
  public int getExpiredSipApplicationSessions() {
    return 0;
  }

  @Override
  public void setExpiredSipApplicationSessions(int ignored) {
    // Not kept.
  }

  @Override
  public double getNumberOfSipApplicationSessionCreationPerSecond() {
    return 0;
  }

  @Override
  public double getNumberOfSipSessionCreationPerSecond() {
    return 0;
  }
}
