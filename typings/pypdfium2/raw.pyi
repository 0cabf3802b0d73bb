FPDFBitmap_BGRx: int
FPDFBitmap_BGRA: int
