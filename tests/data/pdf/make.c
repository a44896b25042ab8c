/* Makes the PDF files of this folder; run by hand, for they are kept as they are:
   cc make.c -o make $(pkg-config --cflags --libs pangocairo cairo-pdf) && ./make   (Debian: libpango1.0-dev, fonts-dejavu-core)
   The texts are ours. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

static const char* const kEnglish[] = {
    "Statement on the reopening of the bridge",
    "13 February 2018",
    "The town council welcomes the reopening of the northern bridge, which had been closed for more than three years. "
    "Engineers of seven countries worked on its foundations, and the first lorries crossed it on Tuesday morning.",
    "The council thanks the families who lent their boats in the meantime. It will repair the two smaller bridges "
    "by the end of the year, and asks drivers for their patience.",
    NULL};
static const char* const kArabic[] = {
    "بيان حول إعادة افتتاح الجسر الشمالي",
    "١٣ شباط ٢٠١٨",
    "يرحب مجلس البلدة بإعادة افتتاح الجسر الشمالي الذي ظل مغلقاً أكثر من ثلاث سنوات. وقد عمل مهندسون من 7 دول على "
    "أساساته، وعبرته أولى الشاحنات صباح الثلاثاء.",
    "ويشكر المجلس الأهالي الذين أعاروا قواربهم خلال تلك المدة، ولا سيما صيادي القرية. وسيصلح الجسرين الصغيرين قبل "
    "نهاية العام (2018)، ويطلب من السائقين الصبر.",
    NULL};

static void draw(const char* file, const char* const* paragraphs, const char* title, const char* time, int columns) {
  cairo_surface_t* surface = cairo_pdf_surface_create(file, 420, 595);
  if (title) cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_t* page = cairo_create(surface);
  double y = 50, x = 45, width = columns == 2 ? 155 : 330;
  for (int i = 0; paragraphs[i]; ++i) {
    PangoLayout* layout = pango_cairo_create_layout(page);
    PangoFontDescription* font = pango_font_description_from_string(i == 0 ? "DejaVu Sans Bold 14" : "DejaVu Sans 10");
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)((i < 2 ? 330 : width) * PANGO_SCALE));
    pango_layout_set_text(layout, paragraphs[i], -1);
    cairo_move_to(page, columns == 2 && i == 3 ? x + 180 : x, columns == 2 && i == 3 ? 120 : columns == 2 && i == 2 ? 120 : y);
    pango_cairo_show_layout(page, layout);
    int w, h;
    pango_layout_get_pixel_size(layout, &w, &h);
    y += h + 14;
    pango_font_description_free(font);
    g_object_unref(layout);
  }
  PangoLayout* number = pango_cairo_create_layout(page);
  pango_layout_set_text(number, "1", -1);
  cairo_move_to(page, 205, 560);
  pango_cairo_show_layout(page, number);
  g_object_unref(number);
  cairo_destroy(page);
  cairo_surface_destroy(surface);
}

int main(void) {
  draw("statement_en.pdf", kEnglish, "Statement on the reopening of the bridge", "2018-02-14T09:30:00+03:00", 1);
  draw("statement_ar.pdf", kArabic, NULL, "2018-02-14T09:30:00+03:00", 1);
  draw("columns_en.pdf", kEnglish, "layout_final2.indd", "2018-02-14T09:30:00+03:00", 2);
  return 0;
}
