from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.db.models import F
from simple_history.models import HistoricalChanges, HistoricalRecords


class EdicionSimultanea(Exception):
    """Otra persona guardó el mismo objeto después de que éste se leyó."""


_AUTORIA = ContextVar("autoria", default=None)


@contextmanager
def autoria(*, por, motivo):
    """Mientras dura, lo que se guarda o se va en cascada queda con este autor y motivo, si no trae los suyos."""
    marca = _AUTORIA.set((por, motivo))
    try:
        yield
    finally:
        _AUTORIA.reset(marca)


_EN_LA_BASE = ContextVar("restricciones_en_la_base", default=False)


@contextmanager
def restricciones_en_la_base():
    """Mientras dura, lo que cada fila dice de sí misma lo comprueba sólo la base, que es mucho más rápida."""
    marca = _EN_LA_BASE.set(True)
    try:
        yield
    finally:
        _EN_LA_BASE.reset(marca)


class Historial(HistoricalRecords):
    """Historial que no copia las columnas que la base calcula sola y que compara también lo que escriben los verbos."""

    def fields_included(self, model):
        return [campo for campo in super().fields_included(model) if not campo.generated]

    def copy_fields(self, model):
        """Para comparar dos versiones, la biblioteca sólo mira campos editables: en la copia lo son todos."""
        copias = super().copy_fields(model)
        for copia in copias.values():
            copia.editable = True
        return copias

    def get_history_user(self, instance):
        if not hasattr(instance, "_history_user") and _AUTORIA.get():
            return _AUTORIA.get()[0]
        return super().get_history_user(instance)

    def get_change_reason_for_object(self, instance, history_type, using):
        propio = super().get_change_reason_for_object(instance, history_type, using)
        return _AUTORIA.get()[1] if propio is None and _AUTORIA.get() else propio

    def get_extra_fields(self, model, fields):
        return {**super().get_extra_fields(model, fields), "diff_against": _diferencia}


def _diferencia(self, old_history, excluded_fields=("version",), included_fields=None, **opciones):
    """Lo que cambió entre dos registros del historial; por defecto, todo menos el número de versión."""
    if included_fields is None:
        included_fields = [campo.name for campo in (*self.tracked_fields, *self._history_m2m_fields)]
    return HistoricalChanges.diff_against(
        self, old_history, excluded_fields=excluded_fields, included_fields=included_fields, **opciones
    )


HISTORIAL = Historial(inherit=True)


class Registrado(models.Model):
    """Objeto que la gente edita: lleva versión, y cada cambio queda en el historial con autor y motivo."""

    version = models.PositiveIntegerField("versión", default=1, editable=False)

    history = HISTORIAL

    class Meta:
        abstract = True

    @classmethod
    def crear(cls, *, por, motivo="", **campos):
        """Valida y guarda un objeto nuevo, con su código si lo lleva y sus relaciones, en una sola transacción.

        Levanta ValidationError con una frase por campo si algo no cuadra; entonces no queda nada escrito.
        """
        muchas = {campo.name for campo in cls._meta.many_to_many}
        relaciones = {nombre: campos.pop(nombre) for nombre in muchas & set(campos)}
        with transaction.atomic():
            objeto = cls(**campos)
            objeto.asignar_codigo()
            objeto.full_clean()
            objeto.registrar(por=por, motivo=motivo, relaciones=relaciones)
        return objeto

    def get_constraints(self):
        todas = super().get_constraints()
        if not _EN_LA_BASE.get():
            return todas
        return [(m, [r for r in suyas if not isinstance(r, models.CheckConstraint)]) for m, suyas in todas]

    def asignar_codigo(self):
        """Los objetos con código heredan antes de Codificado, que lo asigna; los demás no llevan."""

    def impedimento_para_eliminar(self):
        """La frase que dice por qué este objeto no se elimina aunque nada lo nombre; vacía si se puede.

        Se pregunta dentro de una transacción: quien deba, bloquea aquí lo que su respuesta supone.
        """
        return ""

    def registrar(self, *, por, motivo="", relaciones=None):
        """Guarda el objeto si nadie lo cambió desde que se leyó; deja autor y motivo en el historial.

        `por`: Usuario que hace el cambio, o None si lo hace una orden del sistema.
        `relaciones`: {campo: filas} de muchos a muchos que cambian a la vez; quedan en el mismo registro.
        Levanta EdicionSimultanea si la versión guardada ya no es la que se leyó.
        """
        with transaction.atomic():
            nuevo = not self.pk
            if not nuevo:
                self._avanzar_version()
            self._history_user = por
            self._change_reason = motivo
            if relaciones:
                self._guardar_con(relaciones, tipo="+" if nuevo else "~")
            else:
                self.save()

    def _guardar_con(self, relaciones, *, tipo):
        """Sin esto cada relación dejaría su propio registro, y el primero diría que no hay ninguna."""
        self.skip_history_when_saving = True
        try:
            self.save()
            for nombre, filas in relaciones.items():
                getattr(self, nombre).set(filas)
        finally:
            del self.skip_history_when_saving
        HISTORIAL.create_historical_record(self, tipo)

    def _avanzar_version(self):
        filas = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not filas.update(version=F("version") + 1):
            raise EdicionSimultanea(f"Otra persona guardó «{self}» mientras lo editabas.")
        self.version += 1
