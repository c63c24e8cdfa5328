"""Los componentes de interfaz."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from comun.templatetags.componentes import FORMAS, chip


def escribir(plantilla, **contexto):
    return Template(plantilla).render(Context(contexto))


@pytest.mark.parametrize("tono", FORMAS)
def test_un_estado_es_palabra_forma_y_color(tono):
    html = chip("en <curso>", tono)

    assert "en &lt;curso&gt;" in html
    assert f"#{FORMAS[tono]}" in html
    assert f"chip-{tono}" in html


@pytest.mark.parametrize("valor", [None, ""])
def test_un_dato_ausente_lo_dice(valor):
    assert "sin dato" in escribir('{% dato "Cierre" valor %}', valor=valor)
    assert "sin dato" in escribir('{% cifra "Asistencia" valor %}', valor=valor)


def test_cero_no_es_un_dato_ausente():
    html = escribir('{% cifra "Atrasados" 0 url="/x/" %}')

    assert '<a href="/x/">0</a>' in html
    assert "sin dato" not in html


def test_un_dato_escapa_lo_que_escriben_las_personas():
    assert "&lt;b&gt;" in escribir('{% dato "Nombre" valor %}', valor="<b>")


def test_la_fecha_se_lee_y_se_procesa():
    html = escribir('{% fecha dia "fecha_larga" %}', dia=date(2026, 11, 20))

    assert html == '<time datetime="2026-11-20">viernes 20-11-2026</time>'


def test_un_aviso_de_error_interrumpe_y_los_demas_no():
    assert 'role="alert"' in escribir('{% aviso "Falta algo" "error" %}')
    assert 'role="status"' in escribir('{% aviso "Listo" "success" %}')


def test_la_pestana_actual_se_anuncia():
    html = escribir('{% secciones lista "b" %}', lista=[("a", "Una", "?a"), ("b", "Otra", "?b")])

    assert html.count('aria-current="page"') == 1
    assert 'href="?b" aria-current="page"' in html


class PorSecciones(forms.Form):
    """Un formulario en dos grupos, con un campo oculto y uno que no está en ninguno."""

    SECCIONES = (("Identidad", ("nombre",)), ("Fechas", ("inicio", "quitado")))

    nombre = forms.CharField(label="Nombre")
    inicio = forms.DateField(label="Inicio", required=False)
    motivo = forms.CharField(label="Motivo", required=False)
    oculto = forms.CharField(widget=forms.HiddenInput, initial="7")


def test_un_formulario_en_secciones_las_titula_y_no_pierde_campos():
    html = escribir('{% formulario form "Guardar" %}', form=PorSecciones({"oculto": "7"}))

    assert html.count("<fieldset") == 3
    assert html.count("<legend>") == 2
    assert all(f'name="{nombre}"' in html for nombre in PorSecciones.base_fields)
    assert "Falta corregir un campo" in html
