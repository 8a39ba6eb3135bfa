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
    /// <summary>The keyword of PNG (XMP specification, part 3, 1.1.5); the name under which other containers' packets are kept too.</summary>
    public const string Key = "XML:com.adobe.xmp";

    private const string Item = "li";

    /// <summary>No definitions, no entities, no other document: nothing in a packet makes the reader fetch or grow.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        MaxCharactersInDocument = PngChunks.MaxTextBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>UTF-8 as the specification asks in JPEG, PNG and WebP; null when it is none.</summary>
    public static string? Decode(ReadOnlySpan<byte> packet) =>
        packet.Length is > 0 and <= PngChunks.MaxTextBytes && System.Text.Unicode.Utf8.IsValid(packet)
            ? Encoding.UTF8.GetString(packet).TrimEnd('\0')
            : null;

    /// <summary>Adds what the packet says and the picture did not say elsewhere; of a broken packet, what stands before the break.</summary>
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
            // What was read stands.
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

            // A simple property may be an attribute of rdf:Description.
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
    /// Of a property in several languages the first, which is the default one; of a simple property its text. Stops at the
    /// property's end.
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
