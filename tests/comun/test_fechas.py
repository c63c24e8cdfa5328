"""Fechas límite: las fichas, el aviso de día inhábil y cómo llega sin guion."""

from datetime import date

import pytest
import time_machine
from django import forms

from comun.fechas import FechaLimite, aviso_de, avisos_de, fichas
from tests.fabricas.mesas import MesaFactory


@pytest.mark.parametrize(
    ("dia", "frase"),
    [
        ("2026-11-21", "Cae en sábado: el siguiente día hábil es el lunes 23-11-2026."),
        ("2026-11-22", "Cae en domingo: el siguiente día hábil es el lunes 23-11-2026."),
        ("2026-09-18", "Es feriado (Día de la Independencia): el siguiente día hábil es el lunes 21-09-2026."),
        ("2026-04-03", "Es feriado (Viernes Santo): el siguiente día hábil es el lunes 06-04-2026."),
        # Ley 19.668: San Pedro y San Pablo se traslada al lunes. Ley 20.983: el 17-09 es feriado si cae en viernes.
        ("2027-06-28", "Es feriado (San Pedro y San Pablo): el siguiente día hábil es el martes 29-06-2027."),
        ("2027-09-17", "Es feriado (Fiestas Patrias): el siguiente día hábil es el lunes 20-09-2027."),
        ("2026-12-31", None),
        ("1800-01-01", None),
    ],
)
def test_avisa_del_dia_que_no_es_habil_y_dice_el_siguiente(dia, frase):
    aviso = aviso_de(date.fromisoformat(dia))

    assert (aviso and str(aviso)) == frase


def test_el_siguiente_habil_salta_al_otro_anio():
    assert aviso_de(date(2027, 1, 1)).siguiente == date(2027, 1, 4)
    assert aviso_de(date(2022, 12, 31)).siguiente == date(2023, 1, 3)  # Ley 20.983: si el 1-1 es domingo, el lunes


def test_las_fichas_cuentan_desde_hoy():
    assert dict(fichas(date(2028, 2, 10))) == {
        "30 días": date(2028, 3, 11),
        "60 días": date(2028, 4, 10),
        "fin de mes": date(2028, 2, 29),
        "fin de año": date(2028, 12, 31),
    }


class Formulario(forms.Form):
    vence = forms.DateField(label="Vence", required=False, widget=FechaLimite())


def test_el_aviso_va_escrito_al_volver_el_formulario_y_al_abrir_lo_guardado():
    for form in (Formulario({"vence": "2026-11-22"}), Formulario(initial={"vence": date(2026, 11, 22)})):
        assert "Cae en domingo" in str(form["vence"])
    assert "Cae en" not in str(Formulario({"vence": "2026-11-23"})["vence"])
    assert "Cae en" not in str(Formulario({"vence": "2026-13-45"})["vence"])


def test_solo_avisa_de_lo_que_acaba_de_cambiar():
    nueva = Formulario({"vence": "2026-11-22"})
    igual = Formulario({"vence": "2026-11-22"}, initial={"vence": date(2026, 11, 22)})
    assert nueva.is_valid()
    assert igual.is_valid()

    assert avisos_de(nueva) == ["Vence, 22-11-2026. Cae en domingo: el siguiente día hábil es el lunes 23-11-2026."]
    assert avisos_de(igual) == []


@pytest.mark.django_db
def test_la_consulta_responde_lo_mismo_y_nada_si_el_dia_es_habil(entrar, encargada):
    cliente = entrar(encargada)

    assert cliente.get("/dia-habil.json?fecha=2026-11-22").json() == {
        "frase": "Cae en domingo: el siguiente día hábil es el lunes 23-11-2026.",
        "siguiente": "2026-11-23",
        "boton": "Usar el lunes 23-11-2026",
    }
    for fecha in ("2026-11-23", "2026-13-45", "x\0", ""):
        assert cliente.get("/dia-habil.json", {"fecha": fecha}).json() == {}


@pytest.mark.django_db
@time_machine.travel("2026-11-20 12:00-03:00", tick=False)
def test_una_actividad_en_dia_inhabil_se_guarda_con_aviso_y_una_de_un_mes_sin_el(entrar, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    cliente, url = entrar(encargada), f"/mesas/{mesa.codigo}/actividades/nueva/"

    en_domingo = cliente.post(url, {"nombre": "Feria", "precision": "dia", "desde": "2026-11-22"}, follow=True)
    en_el_mes = cliente.post(url, {"nombre": "Taller", "precision": "mes", "desde": "2026-11-01"}, follow=True)

    assert 'data-fecha="2026-12-20"' in cliente.get(url).text
    assert "Actividad anotada" in en_domingo.text
    assert "Cae en domingo" in en_domingo.text
    assert "Cae en" not in en_el_mes.text
    assert mesa.actividades.count() == 2
