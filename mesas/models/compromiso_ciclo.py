"""Los verbos de un compromiso: lo único que escribe su estado, siempre deducido de los hechos."""

from contextlib import contextmanager

from django.db import transaction

from comun.busqueda import normalizar
from comun.models import Registrado
from mesas.models.avance import Avance
from mesas.models.compromiso_cambios import Reprogramacion, Transferencia
from mesas.models.compromiso_estado import CERRADOS, Causa, Cierre, Estado, Hechos, estado_de
from mesas.models.dinero import MontoDelCompromiso


class CompromisoCerrado(Exception):
    """El compromiso ya está cerrado: no admite más cambios."""


class VerboRechazado(Exception):
    """El paso que se pide no corresponde a los hechos del compromiso."""


class VerificacionPropia(VerboRechazado):
    """Quien informó un cumplimiento no puede verificarlo."""


INSTITUCION_PROPIA = "fosis"


def habla_por(usuario, actor):
    """El personal del servicio habla por el propio servicio: lo que informa de él lo verifica otra persona."""
    if usuario is None or usuario.es_observador:
        return False
    return INSTITUCION_PROPIA in normalizar(f"{actor.sigla} {actor.nombre}").split()


class CicloDeCompromiso(Registrado):
    """Base con los verbos; cada uno bloquea la fila, deja el hecho, recalcula el estado y escribe el historial."""

    class Meta:
        abstract = True

    def hechos(self):
        """Los hechos guardados que deciden el estado; usa los avances ya traídos si lo están."""
        traidos = "avances" in getattr(self, "_prefetched_objects_cache", {})
        avances = self.avances.all() if traidos else self.avances.con_evidencia()
        return Hechos(
            cierre=self.cierre,
            suscrito=self.suscrito_el is not None,
            vence=self.vence,
            avances=tuple(avance.hecho() for avance in avances) if self.pk else (),
        )

    def estado_recalculado(self):
        """El estado que deberían tener guardado sus hechos; lo compara la orden de revisión."""
        return estado_de(self.hechos())

    def recalcular(self, *, por, motivo):
        """Reparación: escribe el estado que dan los hechos, también en uno cerrado; lo usa la orden de revisión."""
        with transaction.atomic():
            self._tomar()
            fecha = self.cerrado_el or (self.cumplimiento and self.cumplimiento.fecha)
            self._recalcular(fecha)
            self.validate_constraints()
            Registrado.registrar(self, por=por, motivo=motivo)

    def suscribir(self, *, por, el):
        """El acta que lo contiene se aprobó, o el documento que lo declara se firmó."""
        with self._en_exclusiva(por=por, el=el, motivo="suscrito"):
            if self.suscrito_el:
                raise VerboRechazado("El compromiso ya estaba suscrito.")
            self.suscrito_el = el

    def informar_avance(self, *, por, el, resultado, evidencias=(), monto_ejecutado=None, **campos):
        """Agrega un avance con sus evidencias y devuelve el Avance.

        `por`: Usuario, o None si informa una institución por enlace (entonces `en_nombre_de` es obligatorio).
        `evidencias`: Evidencia sin guardar. `monto_ejecutado`: en unidades de la moneda del compromiso.
        Otros campos: nota, causa, sesion, en_nombre_de.
        """
        with self._en_exclusiva(por=por, el=el, motivo="avance informado"):
            avance = Avance(compromiso=self, fecha=el, resultado=resultado, autor=por, **campos)
            avance.exige_verificacion = self._habla_un_responsable(por, avance.en_nombre_de)
            avance.full_clean()
            avance.save()
            self._guardar_evidencias(avance, evidencias)
            if monto_ejecutado is not None:
                self._anotar_ejecutado(avance, monto_ejecutado, por=por)
        return avance

    def agregar_evidencia(self, *, por, el, avance, evidencias):
        """Suma evidencias a un avance ya informado."""
        with self._en_exclusiva(por=por, el=el, motivo="evidencia agregada"):
            if avance.compromiso_id != self.pk:
                raise VerboRechazado("El avance es de otro compromiso.")
            self._guardar_evidencias(avance, evidencias)

    def verificar(self, *, por, el, sesion=None):
        """Otra persona, o la mesa en una sesión realizada, confirma el cumplimiento informado que espera."""
        with self._en_exclusiva(por=por, el=el, motivo="cumplimiento verificado"):
            avance = self._por_verificar()
            if por is None or avance.autor_id == por.pk:
                raise VerificacionPropia(
                    "Quien informó el cumplimiento no puede verificarlo: debe hacerlo otra persona."
                )
            if sesion is not None and (sesion.estado != "realizada" or sesion.instancia.mesa_id != self.mesa_id):
                raise VerboRechazado("La mesa confirma en una sesión suya ya realizada.")
            avance.verificado_el, avance.verificado_por, avance.verificado_en = el, por, sesion
            avance.full_clean()
            avance.save()

    def devolver(self, *, por, el, motivo):
        """El cumplimiento informado no se da por bueno: queda dicho por qué, y el compromiso sigue abierto."""
        with self._en_exclusiva(por=por, el=el, motivo=motivo):
            avance = self._por_verificar()
            avance.devuelto_el, avance.devuelto_por, avance.motivo_devolucion = el, por, motivo
            avance.full_clean()
            avance.save()

    def reprogramar(self, *, por, el, vence, causa, motivo):
        """Cambia el plazo; el original y cada cambio se conservan."""
        with self._en_exclusiva(por=por, el=el, motivo=motivo):
            cambio = Reprogramacion(
                compromiso=self, vence_antes=self.vence, vence_despues=vence, causa=causa, motivo=motivo, por=por, el=el
            )
            cambio.full_clean()
            cambio.save()
            self.veces_reprogramado += 1
            self.vence, self.sin_plazo, self.motivo_sin_plazo = vence, False, ""

    def transferir(self, *, por, el, responsable, motivo, persona=None):
        """Pasa el compromiso a otra institución."""
        with self._en_exclusiva(por=por, el=el, motivo=motivo):
            cambio = Transferencia(compromiso=self, de=self.responsable, a=responsable, motivo=motivo, por=por, el=el)
            cambio.full_clean()
            cambio.save()
            self.responsable, self.persona = responsable, persona

    def desistir(self, *, por, el, motivo, causa=""):
        """Lo retira quien lo hizo o la mesa."""
        self._cerrar(Cierre.DESISTIDO, por=por, el=el, motivo=motivo, causa=causa)

    def cerrar_incumplido(self, *, por, el, causa, motivo):
        """Deja constancia de que no se cumplió ni se cumplirá, y por qué."""
        self._cerrar(Cierre.NO_CUMPLIDO, por=por, el=el, motivo=motivo, causa=Causa(causa))

    def cerrar_en_parte(self, *, por, el, porcentaje, motivo, causa=""):
        """Cierra con lo que se alcanzó a cumplir, de 1 a 99 por ciento."""
        self._cerrar(Cierre.EN_PARTE, por=por, el=el, motivo=motivo, causa=causa, porcentaje=porcentaje)

    def cerrar_historico(self, *, por, el, motivo):
        """Cierra sin verificación lo que venció antes de que la mesa usara el sistema; se cuenta aparte."""
        en_uso_desde = self.mesa.en_uso_desde if self.mesa_id else None
        if en_uso_desde is None or self.vence is None or self.vence >= en_uso_desde:
            raise VerboRechazado("Sólo es antecedente histórico lo que venció antes de que la mesa usara el sistema.")
        self._cerrar(Cierre.HISTORICO, por=por, el=el, motivo=motivo)

    def _cerrar(self, cierre, *, por, el, motivo, causa="", porcentaje=None):
        with self._en_exclusiva(por=por, el=el, motivo=motivo):
            if cierre in {Cierre.EN_PARTE, Cierre.HISTORICO} and self.estado == Estado.CUMPLIDO_POR_VERIFICAR:
                raise VerboRechazado("Hay un cumplimiento por verificar: verifícalo o devuélvelo antes de cerrar.")
            self.cierre, self.motivo_cierre, self.causa_cierre = cierre, motivo, causa
            self.porcentaje_cumplido = porcentaje

    @contextmanager
    def _en_exclusiva(self, *, por, el, motivo):
        with transaction.atomic():
            self._tomar()
            if self.estado in CERRADOS:
                raise CompromisoCerrado(f"El compromiso {self.codigo} está cerrado ({self.get_estado_display()}).")
            yield
            self._recalcular(el)
            self.validate_constraints()
            Registrado.registrar(self, por=por, motivo=motivo[:100])

    def _tomar(self):
        """Bloquea la fila y la relee, para decidir sobre lo que de verdad está guardado."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(of=("self",)))

    def _recalcular(self, el):
        self._prefetched_objects_cache = {}
        self.estado = self.estado_recalculado()
        self.cerrado_el = el if self.estado in CERRADOS else None
        pruebas = (avance for avance in self.avances.con_evidencia().en_orden() if avance.hecho().prueba)
        por_fuerza = sorted(pruebas, key=lambda avance: not avance.hecho().prueba_verificada)
        self.cumplimiento = por_fuerza[0] if por_fuerza else None

    def _por_verificar(self):
        avance = self.avances.pendientes_de_verificar().en_orden().last()
        if avance is None:
            raise VerboRechazado("No hay un cumplimiento con evidencia que espere verificación.")
        return avance

    def _habla_un_responsable(self, usuario, en_nombre_de):
        responsables = [self.responsable, *(parte.actor for parte in self.partes.select_related("actor"))]
        return any(actor == en_nombre_de or habla_por(usuario, actor) for actor in responsables)

    def _guardar_evidencias(self, avance, evidencias):
        for evidencia in evidencias:
            evidencia.avance = avance
            evidencia.full_clean()
            evidencia.save()

    def _anotar_ejecutado(self, avance, monto, *, por):
        if not self.moneda:
            raise VerboRechazado("El compromiso no tiene moneda: anota lo ejecutado como un monto aparte.")
        ejecutado = MontoDelCompromiso(
            compromiso=self,
            tipo=MontoDelCompromiso.Tipo.EJECUTADO,
            monto=monto,
            moneda=self.moneda,
            unidad_monto=self.unidad_monto,
            fecha=avance.fecha,
            avance=avance,
            anotado_por=por,
        )
        ejecutado.full_clean()
        ejecutado.save()
