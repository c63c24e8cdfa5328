"""Lo que Django dice de un valor se dice con el valor leído y con lo que hay que hacer."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from actores.models import Actor
from comun.planillas import tipo_llamado
from comun.planillas.frases import frases_de, por_lugar


def error_de(validar, valor):
    with pytest.raises(ValidationError) as levantado:
        validar(valor)
    return levantado.value


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        (
            "sitio",
            "mi sitio",
            "«mi sitio» no es una dirección de internet: escríbela completa, como https://www.ejemplo.cl",
        ),
        ("correo", "nada", "«nada» no es un correo: escríbelo como nombre@ejemplo.cl"),
    ],
)
def test_el_formato_de_un_campo(campo, valor, frase):
    campo = Actor._meta.get_field(campo)

    assert frases_de(error_de(campo.run_validators, valor), valor, campo) == [frase]


@pytest.mark.parametrize(
    ("validador", "valor", "comienzo"),
    [
        (MinValueValidator(0), -5, "dice -5 y no puede ser menor que 0: corrígelo"),
        (MaxValueValidator(1000), 1500, "dice 1.500 y no puede ser mayor que 1.000: corrígelo"),
        (MinValueValidator(0, message="La tasa no puede ser negativa."), -5, "la tasa no puede ser negativa"),
    ],
)
def test_los_limites_de_un_numero_y_las_frases_propias(validador, valor, comienzo):
    (frase,) = frases_de(error_de(validador, valor), valor)

    assert frase.startswith(comienzo)


def test_un_valor_repetido_se_dice_en_su_columna():
    hoja = tipo_llamado("proyecto").hojas[0]
    repetido = hoja.modelo().unique_error_message(hoja.modelo, ("codigo",))

    dicho = por_lugar(ValidationError({"codigo": repetido}), hoja.por_campo, {"codigo": "P-121119"})

    frase = "«P-121119» ya está en otra fila guardada: escribe uno distinto, o actualiza esa fila"
    assert dicho == [("Código", frase)]
