"""Aplicar lo previsualizado: todo o nada, en una transacción, con historial y bitácora."""

import copy

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from comun.models import Bitacora, EdicionSimultanea, Registrado
from comun.models.registrado import restricciones_en_la_base
from comun.planillas.filas import Accion, Fila, PlanillaConRechazos
from comun.planillas.frases import por_lugar

MAX_NOMBRADOS = 5


def aplicar(resultado, *, por=None):
    """Escribe el resultado en una transacción y lo anota en la bitácora. `por`: Usuario, o None si es el sistema.

    Levanta PlanillaConRechazos si tiene filas rechazadas o si al escribir aparece alguna: entonces no queda nada.
    """
    if resultado.rechazos:
        raise PlanillaConRechazos("La planilla tiene filas rechazadas: no se aplicó nada.")
    with transaction.atomic():
        _Aplicacion(resultado, por).ejecutar()
        if resultado.rechazos:
            transaction.set_rollback(True)
        else:
            _anotar(resultado, por)
    if resultado.rechazos:
        raise PlanillaConRechazos("Al escribir aparecieron filas rechazadas: no se aplicó nada.")
    resultado.aplicado = True
    return resultado


def ensayar(resultado):
    """Aplica las filas buenas y lo deshace todo; lo que falle queda como rechazo de su fila."""
    if not any(fila.accion not in (Accion.SIN_CAMBIOS, Accion.RECHAZADA) for fila in resultado.todas()):
        return
    with transaction.atomic():
        _Aplicacion(resultado, resultado.usuario).ejecutar()
        transaction.set_rollback(True)


def _anotar(resultado, por):
    cuentas = "; ".join(resultado.lineas())
    raiz = resultado.tipo.raiz
    filas = resultado.filas.get(raiz.nombre, []) if raiz else []
    codigo = getattr(filas[0].hecho, "codigo", "") if filas else ""
    detalle = f"Planilla {resultado.tipo.nombre}. {cuentas}"
    Bitacora.objects.create(
        usuario=por,
        acto=Bitacora.Acto.IMPORTACION,
        codigo_objeto=codigo[:60],
        detalle=detalle if len(detalle) <= 500 else f"{detalle[:499]}…",
    )


class _Aplicacion:
    """Una pasada: crea y cambia de padres a hijos, enlaza las referencias múltiples, elimina de hijos a padres."""

    def __init__(self, resultado, por):
        self.resultado, self.por = resultado, por
        self.motivo = f"Planilla {resultado.tipo.nombre}"

    def ejecutar(self):
        for fila in self.resultado.todas():
            fila.hecho = fila.objeto
        hojas = list(self.resultado.filas.values())
        for filas in hojas:
            for fila in self._en_orden(filas):
                self._intentar(fila, self._escribir)
        for filas in hojas:
            for fila in filas:
                if _multiples(fila):
                    self._intentar(fila, self._enlazar)
        for filas in reversed(hojas):
            for fila in reversed(filas):
                if fila.accion is Accion.ELIMINADA:
                    self._intentar(fila, self._eliminar)

    def _en_orden(self, filas):
        """Las filas por escribir, cada una después de las que nombra en su propia hoja."""
        por_escribir = [fila for fila in filas if fila.accion in (Accion.NUEVA, Accion.CAMBIADA)]
        listas, en_curso = {}, set()

        def visitar(fila):
            if id(fila) in listas or fila not in propias:
                return
            if id(fila) in en_curso:
                fila.rechazar("se nombra a sí misma, directamente o a través de otras filas")
                return
            en_curso.add(id(fila))
            for referida in _referidas_simples(fila):
                visitar(referida)
            listas[id(fila)] = fila

        propias = set(por_escribir)
        for fila in por_escribir:
            visitar(fila)
        return list(listas.values())

    def _intentar(self, fila, accion):
        """Hace la acción en un punto de retorno; si falla, la fila queda rechazada con el motivo."""
        rechazada = next((otra for otra in fila.referidas() if otra.rechazos), None)
        if rechazada is not None:
            fila.rechazar(f"depende de {rechazada}, que está rechazada")
        if fila.rechazos:
            return
        try:
            self._hacer(fila, accion)
        except ValidationError as error:
            for lugar, frase in por_lugar(error, fila.hoja.por_campo, fila.valores):
                fila.rechazar(frase, lugar)
        except (models.ProtectedError, models.RestrictedError) as error:
            fila.rechazar(frase_de_protegidos(error), "eliminar")
        except (IntegrityError, DataError) as error:
            fila.rechazar(_frase_de_restriccion(fila.hoja.modelo, error))
        except (EdicionSimultanea, *fila.hoja.errores) as error:
            fila.rechazar(str(error))

    def _hacer(self, fila, accion):
        """Si la base reclama se pregunta a los modelos, que son más lentos pero dicen todo lo que no cuadra."""
        try:
            with transaction.atomic(), restricciones_en_la_base():
                accion(fila)
        except IntegrityError:
            with transaction.atomic():
                accion(fila)

    def _escribir(self, fila):
        auxiliares = {columna.campo for columna in fila.hoja.columnas if columna.auxiliar}
        valores = {campo: hecho_de(valor) for campo, valor in fila.valores.items() if campo not in auxiliares}
        if fila.objeto is None:
            codigo = fila.hoja.columna_del_codigo
            if codigo and codigo.es_nuevo(valores[codigo.campo]):
                valores.pop(codigo.campo)
            crear = fila.hoja.crear or self._crear(fila.hoja)
            fila.hecho = crear(por=self.por, motivo=self.motivo, valores={**fila.hoja.fijos, **valores})
            return
        cambiados = {cambio.columna for cambio in fila.cambios}
        campos = {c.campo for c in fila.hoja.columnas if c.encabezado in cambiados}
        fila.hecho = copy.copy(fila.objeto)
        cambiar = fila.hoja.cambiar or self._cambiar
        cambiar(fila.hecho, por=self.por, motivo=self.motivo, valores={c: valores[c] for c in campos})

    def _crear(self, hoja):
        def crear(*, por, motivo, valores):
            simples = {campo: valor for campo, valor in valores.items() if not isinstance(valor, tuple)}
            if issubclass(hoja.modelo, Registrado):
                return hoja.modelo.crear(por=por, motivo=motivo, **simples, **_ya_guardados(valores))
            objeto = hoja.modelo(**simples)
            objeto.full_clean()
            objeto.save()
            return objeto

        return crear

    def _cambiar(self, objeto, *, por, motivo, valores):
        for campo, valor in valores.items():
            if not isinstance(valor, tuple):
                setattr(objeto, campo, valor)
        objeto.full_clean()
        if isinstance(objeto, Registrado):
            objeto.registrar(por=por, motivo=motivo, relaciones=_ya_guardados(valores))
        else:
            objeto.save()

    def _enlazar(self, fila):
        """Las referencias múltiples, cuando ya existe todo lo que nombran (salvo que la hoja tenga verbos propios)."""
        for campo, valor in _multiples(fila):
            getattr(fila.hecho, campo).set(hecho_de(valor))

    def _eliminar(self, fila):
        objeto = copy.copy(fila.objeto)
        if fila.hoja.borrar:
            fila.hoja.borrar(objeto, por=self.por, motivo=self.motivo)
            return
        objeto._history_user, objeto._change_reason = self.por, self.motivo
        objeto.delete()


def hecho_de(valor):
    """El valor con las filas del libro cambiadas por los objetos que dejaron."""
    if isinstance(valor, Fila):
        return valor.hecho
    return tuple(hecho_de(uno) for uno in valor) if isinstance(valor, tuple) else valor


def _ya_guardados(valores):
    """Las referencias múltiples a lo que ya existe: van en el mismo registro del historial que lo demás."""
    listas = {campo: valor for campo, valor in valores.items() if isinstance(valor, tuple)}
    return {campo: valor for campo, valor in listas.items() if all(uno is not None for uno in valor)}


def _multiples(fila):
    """Las que quedan por enlazar: nombran filas que todavía no se habían escrito, y la hoja no tiene verbo propio."""
    propio = fila.hoja.crear if fila.objeto is None else fila.hoja.cambiar
    if propio or fila.accion not in (Accion.NUEVA, Accion.CAMBIADA):
        return []
    registrado = issubclass(fila.hoja.modelo, Registrado)
    listas = [(campo, valor) for campo, valor in fila.valores.items() if isinstance(valor, tuple)]
    return [(campo, valor) for campo, valor in listas if not registrado or any(isinstance(uno, Fila) for uno in valor)]


def _referidas_simples(fila):
    return [valor for valor in fila.valores.values() if isinstance(valor, Fila) and valor.hoja is fila.hoja]


def frase_de_protegidos(error):
    """Qué sigue apuntando a lo que se quiso eliminar: «no se puede eliminar: lo usan 2 mesas (M-05-0001, …)»."""
    objetos = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", set())
    por_modelo = {}
    for objeto in objetos:
        por_modelo.setdefault(objeto._meta.verbose_name_plural, []).append(getattr(objeto, "codigo", "") or str(objeto))
    partes = []
    for plural, nombres in sorted(por_modelo.items()):
        vistos = ", ".join(sorted(nombres)[:MAX_NOMBRADOS]) + ("…" if len(nombres) > MAX_NOMBRADOS else "")
        partes.append(f"{len(nombres)} de «{plural}» ({vistos})")
    return f"no se puede eliminar porque lo usan {' y '.join(partes)}"


def _frase_de_restriccion(modelo, error):
    for restriccion in modelo._meta.constraints:
        if restriccion.name in str(error):
            return str(restriccion.violation_error_message)
    return "choca con otra fila guardada o con una regla de la base de datos"
