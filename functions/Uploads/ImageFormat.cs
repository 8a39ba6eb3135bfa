namespace AiPromptGen.Uploads;

public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
}
