"""Una persona que no usa el ratón: llega con Tab, abre y envía con Enter, escribe; y siempre ve dónde está."""

# Cómo se llama lo enfocado, si su foco se ve (contorno o sombra) y si nada lo tapa. El botón del calendario de una
# fecha lo dibuja y lo marca el navegador por dentro del campo, que entonces no dice tener el foco.
ENFOCADO = """() => {
  const uno = document.activeElement;
  if (uno === document.body) return ["", true, true];
  const rotulo = (uno.labels?.[0] ?? uno).innerText.trim();
  if (!uno.matches(":focus")) return [rotulo, true, true];
  const estilo = getComputedStyle(uno);
  const contorno = estilo.outlineStyle !== "none" && parseFloat(estilo.outlineWidth) > 0;
  const caja = uno.getClientRects()[0];
  const arriba = Math.max(caja.top, 0), abajo = Math.min(caja.bottom, innerHeight);
  const encima = document.elementFromPoint(Math.max(caja.left, 0) + caja.width / 2, (arriba + abajo) / 2);
  return [rotulo, contorno || estilo.boxShadow !== "none", abajo > arriba && uno.contains(encima)];
}"""
SIGNOS = "✓◐○! \n"


class Teclado:
    """Envuelve una Vigilada; `abrir(…, reduced_motion="reduce")` para que el foco no se mire a medio camino."""

    def __init__(self, vigilada):
        self.vigilada, self.pagina = vigilada, vigilada.pagina

    def ir(self, texto):
        """Avanza con Tab hasta el enlace, botón o campo que empieza con ese texto."""
        recorridos = []
        for _ in range(150):
            self.pagina.keyboard.press("Tab")
            rotulo, se_nota, destapado = self.pagina.evaluate(ENFOCADO)
            recorridos.append(rotulo.lstrip(SIGNOS))
            assert se_nota, f"no se ve el foco en «{rotulo}», {self.pagina.url}"
            assert destapado, f"algo tapa «{rotulo}» cuando tiene el foco, {self.pagina.url}"
            if recorridos[-1].startswith(texto):
                return
        raise AssertionError(f"Con Tab no se llega a «{texto}» en {self.pagina.url}: {recorridos}")

    def pulsar(self, *textos):
        for texto in textos:
            self.ir(texto)
            with self.pagina.expect_navigation():
                self.pagina.keyboard.press("Enter")

    def elegir(self, rotulo, opcion):
        """En una lista, baja con la flecha hasta la opción que empieza así."""
        self.ir(rotulo)
        for _ in range(40):
            if self.pagina.evaluate("document.activeElement.selectedOptions[0].text").startswith(opcion):
                return
            self.pagina.keyboard.press("ArrowDown")
        raise AssertionError(f"«{rotulo}» no ofrece «{opcion}»")

    def escribir(self, rotulo, texto):
        """En lugar de lo que hubiera; en una fecha, sus números."""
        self.ir(rotulo)
        self.pagina.keyboard.press("Control+A")
        self.pagina.keyboard.type(texto)

    def lee(self, texto):
        return self.pagina.get_by_text(texto).first.is_visible()
