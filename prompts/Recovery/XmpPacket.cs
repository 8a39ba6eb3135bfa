using System.Text;
using System.Xml;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// The texts of an XMP packet (ISO 16684-1) that a generator may have written its prompt into. Draw Things writes its settings
/// as JSON into exif:UserComment and a summary into dc:description (seen in its files:
/// https://github.com/cocktailpeanut/breadmachine/issues/2); programs that save other formats carry Midjourney's and A1111's
/// texts over into dc:description (https://github.com/lllyasviel/stable-diffusion-webui-forge/issues/2612). Midjourney's own
/// packet has no prompt: it stands beside it.
/// </summary>
internal static class XmpPacket
{
    /// <summary>The keyword in a PNG (XMP specification, part 3, 1.1.5). Packets of other containers are kept under this name too.</summary>
    public const string Key = "XML:com.adobe.xmp";

    private const string Item = "li";

    /// <summary>
    /// No definitions, no entities and no other document are allowed, so that a packet cannot make the reader fetch anything or use ever
    /// more memory.
    /// </summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        MaxCharactersInDocument = PngChunks.MaxTextBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Decodes UTF-8, which the specification requires in JPEG, PNG and WebP; null when the bytes are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> packet) =>
        packet.Length is > 0 and <= PngChunks.MaxTextBytes && System.Text.Unicode.Utf8.IsValid(packet)
            ? Encoding.UTF8.GetString(packet).TrimEnd('\0')
            : null;

    /// <summary>
    /// Adds the texts of the packet that the picture has not given elsewhere. Of a broken packet, everything before the fault is added.
    /// </summary>
    public static void AddTo(PictureTexts texts, string packet)
    {
        if (packet.Length > PngChunks.MaxTextBytes)
        {
            return;
        }

        using var reader = XmlReader.Create(new StringReader(packet), Settings);
        try
        {
            Read(reader, texts);
        }
        catch (XmlException)
        {
            // What was read before the fault is kept.
        }
    }

    private static void Read(XmlReader reader, PictureTexts texts)
    {
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (KeyOf(reader) is { } key)
            {
                Add(texts, key, TextOf(reader));
                continue;
            }

            // A simple property may be written as an attribute of rdf:Description.
            while (reader.MoveToNextAttribute())
            {
                if (KeyOf(reader) is { } simple)
                {
                    Add(texts, simple, reader.Value);
                }
            }
        }
    }

    private static string? KeyOf(XmlReader reader) =>
        (reader.NamespaceURI, reader.LocalName) switch
        {
            ("http://purl.org/dc/elements/1.1/", "description") => PictureTexts.Description,
            ("http://ns.adobe.com/exif/1.0/", "UserComment") => PictureTexts.UserComment,
            ("http://ns.adobe.com/tiff/1.0/", "ImageDescription") => PictureTexts.ImageDescription,
            _ => null,
        };

    private static void Add(PictureTexts texts, string key, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            texts.Add(key, text.Trim());
        }
    }

    /// <summary>
    /// The text of a simple property; of a property in several languages the first text, which is the default one. It stops at the end of
    /// the property.
    /// </summary>
    private static string TextOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var (depth, inItem, first) = (reader.Depth, false, (string?)null);
        var text = new StringBuilder();
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName is Item && !reader.IsEmptyElement:
                    inItem = true;
                    text.Clear();
                    break;
                case XmlNodeType.EndElement when inItem && reader.LocalName is Item:
                    inItem = false;
                    first ??= text.ToString();
                    break;
                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
            }
        }

        return first ?? text.ToString();
    }
}
