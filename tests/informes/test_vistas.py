"""Las páginas de proyectos e informes: quién las ve, qué muestran y cuánto consultan."""

import pytest
from django.urls import reverse

from informes.models import Indicador
from tests.fabricas import informes as fabricas
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import MesaFactory

DE_PROYECTO = ("proyecto_detalle", "proyecto_fuentes", "proyecto_indicadores")
DE_INFORME = ("informe_anual",)
LISTAS = ("proyectos_lista", "informes_lista")


def direccion(nombre, proyecto, informe=None, **mas):
    codigo = proyecto.codigo if nombre.startswith("proyecto") else informe.codigo
    return reverse(nombre, kwargs={"codigo": codigo, **mas})


@pytest.fixture
def de_valparaiso(valparaiso, observadora):
    """Un proyecto de Valparaíso con su informe, dado a la observadora."""
    proyecto = fabricas.ProyectoFactory(direcciones=[valparaiso], observadores=[observadora], titulo="Redes del puerto")
    return fabricas.InformeAnualFactory(proyecto=proyecto)


def _todas(informe):
    proyecto = informe.proyecto
    fabricas.IndicadorFactory(producto=fabricas.ProductoFactory(proyecto=proyecto, numero=1), codigo="1.1")
    yield from (direccion(nombre, proyecto, informe) for nombre in DE_PROYECTO + DE_INFORME)
    yield direccion("proyecto_indicadores_archivo", proyecto, formato="html")
    yield direccion("proyecto_indicadores_cifra", proyecto, clave="logrado-producto-1-1.1")
    yield direccion("informe_anual_archivo", proyecto, informe, formato="docx")
    yield direccion("informe_anual_cifra", proyecto, informe, clave="gasto-anio")


def test_funciona_para_quien_lo_ve_y_no_existe_para_ajena(entrar, de_valparaiso, lectora, ajena):
    suya, extrana = entrar(lectora), entrar(ajena)

    for url in _todas(de_valparaiso):
        assert suya.get(url).status_code == 200, url
        assert extrana.get(url).status_code == 404, url


def test_la_observadora_ve_solo_lo_que_se_le_dio(entrar, de_valparaiso, valparaiso, observadora):
    otro = fabricas.InformeAnualFactory(proyecto=fabricas.ProyectoFactory(direcciones=[valparaiso]))
    cliente = entrar(observadora)

    for url in _todas(de_valparaiso):
        assert cliente.get(url).status_code == 200, url
    for url in _todas(otro):
        assert cliente.get(url).status_code == 404, url
    for nombre in LISTAS:
        texto = cliente.get(reverse(nombre)).text
        assert de_valparaiso.proyecto.codigo[2:] in texto
        assert otro.proyecto.codigo[2:] not in texto


@pytest.mark.parametrize("metodo", ["post", "put", "delete"])
def test_nada_se_escribe_en_ellas(entrar, de_valparaiso, encargada, metodo):
    cliente = entrar(encargada)

    for url in [*_todas(de_valparaiso), *map(reverse, LISTAS)]:
        assert getattr(cliente, metodo)(url).status_code == 405, url


@pytest.mark.parametrize(
    ("nombre", "mas"),
    [
        ("informe_anual_archivo", {"formato": "odt"}),
        ("informe_anual_cifra", {"clave": "inventada"}),
        ("proyecto_indicadores_archivo", {"formato": "odt"}),
        ("proyecto_indicadores_cifra", {"clave": "inventada"}),
    ],
)
def test_un_formato_o_una_cifra_que_no_hay_no_existe(entrar, de_valparaiso, encargada, nombre, mas):
    url = direccion(nombre, de_valparaiso.proyecto, de_valparaiso, **mas)

    assert entrar(encargada).get(url).status_code == 404


@pytest.mark.parametrize("formato", ["html", "docx", "pdf", "xlsx", "json"])
def test_cada_formato_se_descarga_con_su_nombre(entrar, de_valparaiso, encargada, formato):
    cliente = entrar(encargada)

    for nombre, esperado in (
        ("informe_anual_archivo", de_valparaiso.codigo),
        ("proyecto_indicadores_archivo", f"{de_valparaiso.proyecto.codigo}-indicadores"),
    ):
        respuesta = cliente.get(direccion(nombre, de_valparaiso.proyecto, de_valparaiso, formato=formato))
        assert respuesta["Content-Disposition"] == f'attachment; filename="{esperado}.{formato}"'
        assert respuesta.content


def test_la_pagina_ofrece_los_archivos_con_su_anexo(entrar, de_valparaiso, encargada):
    cliente = entrar(encargada)
    url = direccion("informe_anual_archivo", de_valparaiso.proyecto, de_valparaiso, formato="html")

    pagina = cliente.get(de_valparaiso.get_absolute_url()).text

    assert f'href="{url}?anexo=1"' in pagina
    assert "Origen de las cifras" in cliente.get(f"{url}?anexo=1").text
    assert "Origen de las cifras" not in cliente.get(url).text


# --- Listas y filtros ---


@pytest.mark.parametrize("nombre", LISTAS)
def test_una_lista_consulta_lo_mismo_con_3_filas_que_con_10(entrar, consultas_de, encargada, valparaiso, nombre):
    cliente = entrar(encargada)

    def agregar(cuantos):
        for _ in range(cuantos):
            fabricas.InformeAnualFactory(proyecto=fabricas.ProyectoFactory(direcciones=[valparaiso]))

    agregar(3)
    con_3 = consultas_de(cliente, reverse(nombre))
    agregar(7)

    assert consultas_de(cliente, reverse(nombre)) == con_3


@pytest.mark.parametrize("nombre", LISTAS)
def test_se_filtra_sin_tildes_ni_mayusculas(entrar, encargada, valparaiso, nombre):
    for titulo in ("Integración en la región", "Otra cosa"):
        fabricas.InformeAnualFactory(proyecto=fabricas.ProyectoFactory(direcciones=[valparaiso], titulo=titulo))

    texto = entrar(encargada).get(reverse(nombre), {"texto": "INTEGRACION"}).text

    assert "Integración en la región" in texto
    assert "Otra cosa" not in texto


def test_los_proyectos_se_filtran_por_direccion_y_los_informes_por_anio(entrar, nacional, valparaiso, maule):
    porteno = fabricas.ProyectoFactory(direcciones=[valparaiso])
    maulino = fabricas.ProyectoFactory(direcciones=[maule])
    for anio in (2020, 2021):
        fabricas.InformeAnualFactory(proyecto=porteno, anio=anio)
    cliente = entrar(nacional)

    proyectos = cliente.get(reverse("proyectos_lista"), {"direccion": maule.codigo}).text
    informes = cliente.get(reverse("informes_lista"), {"anio": "2021"}).text

    assert maulino.codigo in proyectos
    assert porteno.codigo not in proyectos
    assert f"IA-{porteno.atlas_project_id}-2021" in informes
    assert f"IA-{porteno.atlas_project_id}-2020" not in informes


@pytest.mark.parametrize("nombre", LISTAS)
def test_un_filtro_con_basura_no_bota_la_pagina(entrar, encargada, nombre):
    basura = {"texto": "%_\x00'\"", "anio": "dos mil", "direccion": "D-99", "pagina": "-1", "orden": "../"}

    assert entrar(encargada).get(reverse(nombre), basura).status_code == 200


# --- Lo que muestran ---


def test_la_pagina_del_proyecto_enlaza_las_mesas_que_se_pueden_ver(entrar, encargada, valparaiso, maule):
    proyecto = fabricas.ProyectoFactory(direcciones=[valparaiso])
    suya, extrana = MesaFactory(direcciones=[valparaiso]), MesaFactory(direcciones=[maule])
    proyecto.mesas.set([suya, extrana])

    texto = entrar(encargada).get(proyecto.get_absolute_url()).text

    assert suya.get_absolute_url() in texto
    assert extrana.codigo not in texto


def test_el_donante_abre_su_actor_a_quien_puede(entrar, de_valparaiso, encargada, observadora):
    actor = ActorFactory()
    fabricas.DonanteFactory(proyecto=de_valparaiso.proyecto, nombre="Fundación", actor=actor)
    fabricas.DonanteFactory(proyecto=de_valparaiso.proyecto, nombre="Sin actor")
    url = de_valparaiso.proyecto.get_absolute_url()

    de_encargada, de_observadora = entrar(encargada).get(url).text, entrar(observadora).get(url).text

    assert actor.get_absolute_url() in de_encargada
    assert actor.get_absolute_url() not in de_observadora
    assert "Fundación" in de_observadora
    assert "Sin actor" in de_observadora


@pytest.mark.parametrize("nombre", DE_PROYECTO + DE_INFORME)
def test_una_ficha_consulta_lo_mismo_con_3_partes_que_con_10(entrar, consultas_de, encargada, de_valparaiso, nombre):
    proyecto = de_valparaiso.proyecto
    fabricas.TasaFactory(proyecto=proyecto)
    cliente, url = entrar(encargada), direccion(nombre, proyecto, de_valparaiso)

    def agregar(desde, hasta):
        for numero in range(desde, hasta):
            producto = fabricas.ProductoFactory(proyecto=proyecto, numero=numero, fuente="000")
            indicador = fabricas.IndicadorFactory(producto=producto)
            fabricas.LogroAnualFactory(indicador=indicador, texto="Algo", valor=1)
            actividad = fabricas.ActividadFactory(producto=producto, numero=1, indicadores=[indicador])
            donante = fabricas.DonanteFactory(proyecto=proyecto, actor=ActorFactory())
            fabricas.AporteAnualFactory(donante=donante)
            fabricas.GastoFactory(producto=producto, donante=donante, actividades=[actividad])
            fabricas.LeccionFactory(informe=de_valparaiso, orden=numero)

    agregar(1, 4)
    con_3 = consultas_de(cliente, url)
    agregar(4, 11)

    assert consultas_de(cliente, url) == con_3


def test_el_informe_consulta_lo_mismo_con_un_indicador_por_metrica_que_con_treinta(
    entrar, consultas_de, encargada, valparaiso
):
    primero, informe = fabricas.indicador_medido(direcciones=[valparaiso])
    cliente = entrar(encargada)

    def agregar(desde, hasta, mesas):
        for numero in range(desde, hasta):
            metrica = Indicador.Metrica.values[numero % len(Indicador.Metrica)]
            mesa = mesas[numero % len(mesas)]
            fabricas.IndicadorFactory(producto=primero.producto, codigo=f"2.{numero}", metrica=metrica, mesa=mesa)

    agregar(0, 4, [primero.mesa])
    con_pocos = consultas_de(cliente, informe.get_absolute_url())
    agregar(4, 30, [primero.mesa, *(MesaFactory(direcciones=[valparaiso]) for _ in range(3))])

    assert consultas_de(cliente, informe.get_absolute_url()) == con_pocos
    assert cliente.get(informe.get_absolute_url()).context["propuestas"].total == 31
