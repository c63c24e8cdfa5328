"""Lo que muestran las páginas de un proyecto y de su informe, con el proyecto ficticio."""

from decimal import Decimal

from django.urls import reverse

from informes.models import Gasto, Proyecto
from tests.informes import ejemplo


def test_la_pagina_del_proyecto_muestra_su_marco(entrar, nacional, informe):
    texto = " ".join(entrar(nacional).get(reverse("proyecto_detalle", args=[ejemplo.CODIGO])).text.split())

    for parte in (
        ejemplo.CODIGO,
        "GEN2",
        "Producto 1: Redes de ejemplo",
        "2025: 4 redes este año (4)",
        "2024: 1 red; 2025: 3 redes",
        "G-000001",
        "DPC 4,5 % · GMS 7 %",
    ):
        assert parte in texto, parte


def test_un_ejemplo_ficticio_lo_dice(entrar, nacional, informe):
    cliente, url = entrar(nacional), reverse("proyecto_detalle", args=[ejemplo.CODIGO])
    assert "ejemplo ficticio" in cliente.get(url).text

    Proyecto.objects.update(es_ficticio=False)

    assert "ejemplo ficticio" not in cliente.get(url).text


def test_la_pagina_de_fuentes_dice_documento_y_linea(entrar, nacional, informe):
    texto = entrar(nacional).get(reverse("proyecto_fuentes", args=[ejemplo.CODIGO])).text

    assert "000, l. 1" in texto
    assert "Aporte 2025: 3.641,6" in texto


def test_la_cifra_muestra_sus_filas(entrar, nacional, informe):
    texto = entrar(nacional).get(reverse("informe_anual_cifra", args=[informe.codigo, "subtotal-1"])).text

    for codigo in ("G-000001", "G-000002", "G-000003", "G-000004"):
        assert codigo in texto
    assert "G-000005" not in texto
    assert "1,633.43" in texto


def test_la_pagina_del_informe_dice_lo_que_falta_y_lo_que_pasa_del_presupuesto(entrar, nacional, informe):
    url = informe.get_absolute_url()
    informe.proyecto.presupuestos.update(monto=Decimal("1.00"))
    Gasto.objects.filter(codigo="G-000005").update(monto=Decimal("2001.00"))

    texto = entrar(nacional).get(url).text

    assert "El gasto del año (5,042.15) pasa del presupuesto del año (1.00)." in texto
    assert "Las cifras no cuadran" in texto
    assert "Falta lo logrado en 2025 por el indicador 1.3." in texto
