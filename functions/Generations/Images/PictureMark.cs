using System.Text;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// What every painted picture says of itself, for machines: made by a trained model. An XMP packet with one property of IPTC's
/// photo metadata standard (https://iptc.org/std/photometadata/specification/), whose value is of its list of digital source
/// types. Nothing else is in it: no prompt, no person, no time.
/// </summary>
internal static class PictureMark
{
    public const string DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>As ISO 16684-1 wraps it; read-only, because there is nothing to edit.</summary>
    private const string Packet =
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
        + $" Iptc4xmpExt:DigitalSourceType=\"{DigitalSourceType}\"/>"
        + "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

    public static ReadOnlyMemory<byte> Xmp { get; } = Encoding.UTF8.GetBytes(Packet);
}
