"""Una sesión en una sola pantalla: sus datos, su asistencia, sus puntos y sus archivos se guardan juntos, o nada."""

from django.db import transaction
from django.forms.utils import ErrorDict

from comun.borrado import eliminar
from comun.edicion.conjunto import pide_otra_fila
from mesas.asistencia import ListaEnDisputa, guardar_lista
from mesas.forms.archivo import FormularioDeArchivo
from mesas.forms.asistencia import ListaMarcada, Visitas
from mesas.forms.puntos import puntos_de
from mesas.forms.sesion import FormularioDeRecuentos, FormularioDeSesion
from mesas.models import AsistenciaCerrada, FaltaMotivo, Sesion
from mesas.nomina import NominaRechazada

CAMBIO_DE_DIA = "Ésta es la lista de ese día, que es otra que la que tenías a la vista. Revísala y vuelve a guardar."
DOS_FORMAS = "Marcaste a personas por su nombre: desmárcalas, o elige «Nombre por nombre»."


class SesionEntera:
    """La pantalla que registra o edita una sesión.

    Si lo enviado sólo pide otra fila, marcar a todos o rehacer la lista, `solo_rehace` es verdadero: se muestra de
    nuevo, con lo escrito y sin reproches. Un segundo envío de lo mismo devuelve la sesión que ya creó el primero.
    """

    def __init__(self, sesion, *, mesa, hoy, por, data=None, files=None):
        self.sesion, self.mesa, self.data = sesion, mesa, data
        self.form = FormularioDeSesion(data, instance=sesion, mesa=mesa, hoy=hoy)
        self.lista = ListaMarcada(self.form.instancia_pedida, al=self.form.dia_pedido, sesion=sesion, data=data)
        self.recuentos = FormularioDeRecuentos(data, sesion=sesion)
        self.visitas = self._visitas(data)
        self.puntos = puntos_de(sesion, data=data)
        self.archivo = FormularioDeArchivo(data, files, mesa=mesa, sesion=sesion, por=por)
        self.solo_rehace = data is not None and (pide_otra_fila(data) or "marcar" in data or "rehacer" in data)
        if self.solo_rehace:
            self.lista.marcar(data.get("marcar"))
            self._callar()

    @staticmethod
    def _visitas(data):
        if data is not None and "visitas-agregar" in data:
            data = data.copy()
            data["visitas-TOTAL_FORMS"] = str(Visitas(data, prefix="visitas").total_form_count() + 1)
        return Visitas(data, prefix="visitas")

    def _callar(self):
        """Quien sólo pide otra fila todavía no quiere saber qué le falta."""
        for form in (self.form, self.recuentos, self.archivo, *self.visitas.forms):
            form._errors, form.cleaned_data = ErrorDict(), {}
        self.puntos.callar()

    @property
    def partes(self):
        return (self.form, self.recuentos, self.visitas, self.puntos, self.archivo)

    @property
    def secciones_con_error(self):
        """Pares (ancla, palabra) de lo que hay que corregir."""
        asistencia = self.lista.error or self.recuentos.errors or any(self.visitas.errors)
        hay = {
            ("datos", "Qué, cuándo y dónde"): self.form.errors,
            ("asistencia", "Asistencia"): asistencia,
            ("puntos", "Puntos, acuerdos y compromisos"): any(fila.con_error for fila in self.puntos.forms),
            ("archivos", "Acta escaneada"): self.archivo.errors,
        }
        return [seccion for seccion, mal in hay.items() if mal]

    def es_valida(self):
        """Si todo lo escrito vale; revisa cada parte, para decir de una vez todo lo que hay que corregir."""
        if self.solo_rehace:
            return False
        malas = sum(not parte.is_valid() for parte in self.partes)
        return self._cuadra_la_asistencia() and not malas

    def _cuadra_la_asistencia(self):
        datos = self.form.cleaned_data
        if datos.get("modo_asistencia") == Sesion.Modo.NOMINAL:
            if not self.lista.es_la_misma:
                self.lista.error = CAMBIO_DE_DIA
            return not self.lista.error
        if self.lista.hay_marcas or any(not fila.en_blanco for fila in self.visitas.forms):
            self.form.add_error("modo_asistencia", DOS_FORMAS)
            return False
        total, minimo = datos.get("asistencia_declarada"), datos.get("asistencia_es_minimo")
        return total is None or minimo or self.recuentos.no_pasan_de(total)

    def guardar(self, *, por):
        """La sesión guardada, o None si algo lo impidió: entonces nada se escribió y cada parte dice por qué."""
        with transaction.atomic():
            era_nueva = self.sesion.pk is None
            sesion = self.form.guardar(por=por)
            ya_estaba = era_nueva and sesion is not None and not self.form.creada
            listo = sesion is not None and (ya_estaba or self._guardar_partes(sesion, por))
            if not listo:
                transaction.set_rollback(True)
        if not listo and era_nueva:
            self.form.instance = self.puntos.instance = self.sesion
        return sesion if listo else None

    def _guardar_partes(self, sesion, por):
        motivo = self.form.cleaned_data.get("motivo", "")
        self.puntos.instance = sesion
        listo = self.puntos.guardar(por=por, motivo=motivo)
        if self.puntos.quita_acuerdos:
            self._descartar_acta_vacia(sesion, por)
        listo = self.archivo.guardar(sesion, motivo=motivo) and listo
        sesion.declarar(por=por, recuentos=self._recuentos(sesion), motivo=motivo)
        return self._guardar_lista(sesion, por, motivo) and listo

    @staticmethod
    def _descartar_acta_vacia(sesion, por):
        """El borrador que abrió un acuerdo se va con el último que se quita."""
        acta = sesion.actas.abiertas().first()
        if acta and acta.esta_vacia():
            eliminar(acta, por=por, motivo="quedó sin acuerdos")

    def _recuentos(self, sesion):
        """Lo declarado por grupo; con lista nominal no queda nada declarado."""
        declarados = self.recuentos.por_grupo()
        return dict.fromkeys(declarados) if sesion.es_nominal else declarados

    def _guardar_lista(self, sesion, por, motivo):
        if not sesion.es_nominal:
            return True
        realizada = sesion.estado == Sesion.Estado.REALIZADA
        try:
            guardar_lista(
                por=por,
                sesion=sesion,
                marcas=self.lista.marcas,
                renglones=self.visitas.renglones(),
                confirmar=realizada and self.form.cleaned_data.get("confirmar", False),
                motivo=motivo,
            )
        except ListaEnDisputa as disputa:
            self.lista.disputar(disputa.ahora)
        except NominaRechazada as rechazo:
            self.visitas.anotar_errores(rechazo.errores)
        except FaltaMotivo as falta:
            self.lista.error = str(falta)
            self.form.add_error("motivo", str(falta))
        except AsistenciaCerrada as cerrada:
            self.lista.error = str(cerrada)
        else:
            return True
        return False
