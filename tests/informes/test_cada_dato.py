"""Cada fila y cada dato que se imprime cuenta: sin él, el informe ya no es el de la referencia."""

import copy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import models
from django.db.models import ProtectedError

from comun.planillas import tipo_llamado
from informes.models import Proyecto
from tests.informes import campos, medir, referencia

pytestmark = referencia.requiere_referencia


def _filas():
    """(hoja, número) de cada fila que lleva la planilla de la referencia."""
    if not referencia.HAY_REFERENCIA:
        return []
    todas = referencia.hojas(referencia.datos())
    return [
        (hoja.nombre, numero) for hoja in tipo_llamado("proyecto").hojas for numero in range(len(todas[hoja.nombre]))
    ]


def _datos_que_se_imprimen():
    """(hoja, número, campo) de cada dato lleno, más las relaciones con lo que contiene la fila."""
    for nombre, numero in _filas():
        hoja = tipo_llamado("proyecto").por_nombre[nombre]
        dados = referencia.hojas(referencia.datos())[nombre][numero]
        propios = {campo for campo, valor in dados.items() if valor not in (None, "") and "." not in campo}
        padre = hoja.raiz.split("__")[0]
        for campo in sorted(propios | {padre} - {""}):
            if campo == "numero" and dados.get("rotulo"):
                continue  # con rótulo propio, el número sólo ordena
            if campos.prueba_de(f"{hoja.modelo.__name__}.{campo}") is None:
                yield nombre, numero, campo


def de_la_fila(resultado, hoja, numero):
    hecho = resultado.filas[hoja][numero].hecho
    return type(hecho)._default_manager.get(pk=hecho.pk)


def borrar(objeto):
    """Lo borra con todo lo que lo protege."""
    try:
        objeto.delete()
    except ProtectedError as protegido:
        for otro in protegido.protected_objects:
            borrar(otro)
        objeto.delete()


@pytest.mark.parametrize(("hoja", "numero"), _filas())
def test_sin_una_fila_baja_la_razon(campanilla, hoja, numero):
    borrar(de_la_fila(campanilla, hoja, numero))

    assert medir.fidelidad_de_lo_guardado().razon < 1


@pytest.mark.parametrize(("hoja", "numero", "campo"), list(_datos_que_se_imprimen()))
def test_sin_un_dato_baja_la_razon(campanilla, hoja, numero, campo):
    objeto = de_la_fila(campanilla, hoja, numero)

    quitar(objeto, objeto._meta.get_field(campo))

    medida = medir.fidelidad_de_lo_guardado(estricto=True)
    # Sin su relación, una actividad sin gasto se imprime en el mismo orden pero ya no junto a su indicador.
    assert medida.razon < 1 or (campo == "indicadores" and medida.filas < 17)


def test_lo_que_se_prueba_es_todo_lo_que_se_imprime(campanilla):
    """Los campos sin prueba propia salen todos en la referencia, así que arriba se prueban uno por uno."""
    probados = {
        f"{tipo_llamado('proyecto').por_nombre[hoja].modelo.__name__}.{campo}"
        for hoja, _, campo in _datos_que_se_imprimen()
    }

    sin_probar = {nombre for nombre in campos.campos() if campos.prueba_de(nombre) is None} - probados

    assert sin_probar == set()


def test_gms_al_3_por_ciento_de_los_productos_solos_no_es_el_informe(campanilla, monkeypatch):
    from informes.metricas.gastos import Grupo

    monkeypatch.setattr(Grupo, "base_de_gms", property(lambda grupo: grupo.base))

    medida = medir.fidelidad_de_lo_guardado()

    assert medida.razon < 1
    assert "343.20" in " ".join(medida.faltan)


def quitar(objeto, campo):
    """Borra el texto, cambia el número o la fecha, o cuelga el objeto de otro igual pero distinto."""
    filas = type(objeto)._default_manager.filter(pk=objeto.pk)
    if campo.many_to_many:
        getattr(objeto, campo.name).clear()
    elif campo.is_relation:
        filas.update(**{campo.name: otro_como(getattr(objeto, campo.name))})
    elif campo.choices:
        actual = getattr(objeto, campo.name)
        filas.update(**{campo.name: next(valor for valor, _ in campo.flatchoices if valor != actual)})
    elif campo.name == "atlas_project_id":
        filas.update(atlas_project_id="999999", codigo="P-999999")
    else:
        filas.update(**{campo.name: distinto(campo, getattr(objeto, campo.name))})


def distinto(campo, valor):
    if isinstance(campo, models.DateField):
        return valor + timedelta(days=800)
    if isinstance(campo, models.DecimalField):
        return valor + Decimal("1.00")
    return valor + 10 if isinstance(campo, models.IntegerField) else ""


def otro_como(objeto):
    """Una copia guardada, antes que todas, con otros textos, código, número, año u orden."""
    otro = copy.copy(objeto)
    otro.pk, otro._state = None, models.base.ModelState()
    if isinstance(otro, Proyecto):
        otro.atlas_project_id, otro.codigo = "999999", "P-999999"
    elif hasattr(otro, "codigo"):
        otro.codigo = f"{otro.codigo}-9"
    for campo in otro._meta.concrete_fields:
        if campo.name in ("numero", "orden"):
            setattr(otro, campo.name, 0)
        elif campo.name == "anio":
            otro.anio += 1
        elif isinstance(campo, models.TextField) or campo.name == "nombre":
            setattr(otro, campo.name, "otro")
    otro.save()
    return otro
