"""La galería de componentes."""

import inspect

from comun.templatetags import componentes


def test_muestra_todo_sin_variables_indefinidas(entrar, encargada):
    respuesta = entrar(encargada).get("/galeria/")

    assert respuesta.status_code == 200
    assert "VARIABLE_INDEFINIDA" not in respuesta.text
    assert "&lt;El Maitén&gt;" in respuesta.text


def test_no_es_para_observadores(entrar, observadora):
    assert entrar(observadora).get("/galeria/").status_code == 403


def test_cada_componente_dice_como_se_usa():
    for nombre in componentes.register.tags:
        funcion = getattr(componentes, nombre, None) or componentes.mostrar_tabla
        assert "{% " in inspect.getdoc(funcion), nombre
