"""El RUT: se acepta escrito de cualquier manera, se comprueba su dígito y se guarda como «76123456-0»."""

from django.core.exceptions import ValidationError
from django.db import models
from localflavor.cl.forms import CLRutField

RUT_INVALIDO = "El RUT «%(rut)s» no es válido: revisa los números y el dígito verificador (por ejemplo 76.123.456-0)."
DIGITOS_MINIMOS = 6
_comprobador = CLRutField(required=False)


def normalizar_rut(texto):
    """«76.123.456-0» o «761234560» → «76123456-0». Levanta ValidationError si el dígito no corresponde."""
    compacto = "".join((texto or "").split())
    if not compacto:
        return ""
    try:
        rut = _comprobador.clean(compacto).replace(".", "")
    except ValidationError:
        rut = ""
    if len(rut.split("-")[0]) < DIGITOS_MINIMOS:
        raise ValidationError(RUT_INVALIDO, code="rut_invalido", params={"rut": texto.strip()[:20]})
    return rut


class CampoRut(models.CharField):
    """Columna de texto que guarda un RUT normalizado, o vacío. Al validar el objeto exige que sea correcto."""

    def __init__(self, *args, **opciones):
        super().__init__(*args, **{"max_length": 12, "blank": True, **opciones})

    def to_python(self, value):
        return normalizar_rut(super().to_python(value))

    def formfield(self, **opciones):
        # Quien escribe puede usar puntos y espacios: el largo se mide después de normalizar.
        return super().formfield(**{**opciones, "max_length": 20})
