"""Eliminar de verdad, con motivo, y deshacerlo durante treinta días: la fila y sus partes vuelven con sus códigos."""

from collections import Counter
from typing import NamedTuple

from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import Collector, ProtectedError
from django.utils import timezone

from comun.models import Borrado, EdicionSimultanea, Registrado
from comun.models.borrado import PLAZO
from comun.models.registrado import HISTORIAL, autoria


class NoSePuedeEliminar(Exception):
    """Otros objetos lo nombran; el mensaje dice cuáles."""


class NoSePuedeDeshacer(Exception):
    """Pasó el plazo, ya se restituyó o algo ocupa su lugar; el mensaje dice qué."""


class Prevision(NamedTuple):
    """Qué pasaría al eliminar: las filas que se irían, el todo antes que la parte, y qué lo impide.

    `impedimento`: una frase, si el objeto mismo no lo admite; `impiden`: los objetos que quedan y lo nombran.
    """

    filas: list
    impedimento: str
    impiden: list

    @property
    def se_puede(self):
        return not self.impedimento and not self.impiden


def eliminar(objeto, *, por, motivo):
    """Elimina el objeto y las partes que se van con él, y deja cómo deshacerlo. Devuelve el Borrado.

    Levanta NoSePuedeEliminar si algo que queda lo nombra, y EdicionSimultanea si otra persona lo cambió o lo
    eliminó después de que se leyó.
    """
    ahora = timezone.now()
    with transaction.atomic(), autoria(por=por, motivo=motivo):
        _exigir_que_siga_igual(objeto)
        filas = _exigir_que_nada_lo_impida(objeto)
        borrado = Borrado.objects.create(
            modelo=objeto._meta.label,
            codigo_objeto=getattr(objeto, "codigo", ""),
            nombre=f"{objeto._meta.verbose_name} {objeto}"[:300],
            motivo=motivo,
            por=por,
            borrado_at=ahora,
            contenido=[_fila(fila) for fila in filas],
        )
        objeto._history_user, objeto._change_reason = por, motivo
        objeto.delete()
        Borrado.objects.vaciar_vencidos(ahora=ahora)
    return borrado


def prever(objeto):
    """Lo que pasaría al eliminar el objeto, sin tocar nada."""
    recolector = _Recolector(using="default", origin=objeto)
    with transaction.atomic():
        impedimento = objeto.impedimento_para_eliminar() if isinstance(objeto, Registrado) else ""
        try:
            recolector.collect([objeto])
        except ProtectedError as error:
            return Prevision([objeto], impedimento, sorted(error.protected_objects, key=lambda otro: otro.pk))
    propios = {modelo: filas for modelo, filas in recolector.data.items() if not modelo._meta.auto_created}
    presentes = {(modelo, fila.pk) for modelo, filas in propios.items() for fila in filas}
    ajenos = [
        dueno
        for modelo, filas in recolector.data.items()
        if modelo._meta.auto_created
        for dueno in _duenos_que_quedan(modelo, filas, presentes)
    ]
    partes = [fila for filas in propios.values() for fila in sorted(filas, key=lambda f: f.pk) if fila != objeto]
    return Prevision([objeto, *partes], impedimento, ajenos)


def contar(objetos):
    """«2 ejes, 1 integrante»: cuántos hay de cada clase."""
    cuantos = Counter(type(otro) for otro in objetos)
    partes = [
        f"{n} {modelo._meta.verbose_name if n == 1 else modelo._meta.verbose_name_plural}"
        for modelo, n in sorted(cuantos.items(), key=lambda par: par[0]._meta.label)
    ]
    return ", ".join(partes)


def deshacer(borrado, *, por, ahora=None):
    """Restituye el objeto y sus partes como estaban, con sus códigos y relaciones. Devuelve el objeto.

    Levanta NoSePuedeDeshacer con una frase si ya no es posible.
    """
    ahora = ahora or timezone.now()
    try:
        with transaction.atomic():
            borrado = Borrado.objects.select_for_update(of=("self",)).get(pk=borrado.pk)
            _exigir_a_tiempo(borrado, ahora)
            objetos = [_restituir(fila, por=por) for fila in serializers.deserialize("python", borrado.contenido)]
            connection.check_constraints()
            borrado.deshecho_at, borrado.deshecho_por = ahora, por
            borrado.save(update_fields=["deshecho_at", "deshecho_por"])
    except (IntegrityError, serializers.base.DeserializationError):
        raise NoSePuedeDeshacer(
            f"No se puede restituir «{borrado.nombre}»: otro objeto ocupa su lugar o ya no existe algo que nombraba."
        ) from None
    return objetos[0]


def _exigir_que_siga_igual(objeto):
    if not isinstance(objeto, Registrado):
        return
    filas = type(objeto)._default_manager.select_for_update(of=("self",))
    if not filas.filter(pk=objeto.pk, version=objeto.version).exists():
        raise EdicionSimultanea(f"Otra persona cambió «{objeto}» antes de que lo eliminaras: revísalo.")


def _exigir_a_tiempo(borrado, ahora):
    if borrado.deshecho_at:
        raise NoSePuedeDeshacer(f"«{borrado.nombre}» ya se restituyó.")
    if ahora - borrado.borrado_at > PLAZO or not borrado.contenido:
        raise NoSePuedeDeshacer(f"Pasaron más de 30 días desde que se eliminó «{borrado.nombre}».")


class _Recolector(Collector):
    """El de Django, pero que lee todas las filas que se irán."""

    def can_fast_delete(self, *args, **kwargs):
        return False


def _exigir_que_nada_lo_impida(objeto):
    """Las filas que se irán. Levanta NoSePuedeEliminar con la frase de lo que lo impide."""
    prevision = prever(objeto)
    if prevision.impedimento:
        raise NoSePuedeEliminar(prevision.impedimento)
    if prevision.impiden:
        nombran = "lo nombra" if len(prevision.impiden) == 1 else "lo nombran"
        raise NoSePuedeEliminar(f"No se puede eliminar «{objeto}»: {nombran} {contar(prevision.impiden)}.")
    return prevision.filas


def _duenos_que_quedan(tabla, filas, presentes):
    """Quienes, sin eliminarse, nombran al objeto en una relación de muchos a muchos."""
    dueno = tabla._meta.auto_created
    campo = next(c for c in dueno._meta.many_to_many if c.remote_field.through is tabla)
    claves = {getattr(fila, f"{campo.m2m_field_name()}_id") for fila in filas}
    claves = {clave for clave in claves if (dueno, clave) not in presentes}
    return list(dueno._default_manager.filter(pk__in=claves))


def _fila(objeto):
    """La fila como la escribe el serializador de Django, sin lo que la base calcula sola."""
    fila = serializers.serialize("python", [objeto])[0]
    calculados = {campo.name for campo in objeto._meta.fields if campo.generated}
    return {**fila, "fields": {nombre: dato for nombre, dato in fila["fields"].items() if nombre not in calculados}}


def _restituir(fila, *, por):
    objeto = fila.object
    if type(objeto)._default_manager.filter(pk=objeto.pk).exists():
        raise IntegrityError
    if not isinstance(objeto, Registrado):
        fila.save(force_insert=True)
        return objeto
    objeto.version += 1  # un formulario abierto antes de eliminar no lo pisa
    objeto.skip_history_when_saving = True
    fila.save(force_insert=True)
    del objeto.skip_history_when_saving
    objeto._history_user, objeto._change_reason = por, "Se deshizo la eliminación"
    HISTORIAL.create_historical_record(objeto, "+")
    return objeto
