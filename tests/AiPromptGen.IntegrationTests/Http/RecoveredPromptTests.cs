using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>A picture that carries the prompt that made it gives it back, exactly, free.</summary>
[TestFixture]
internal sealed class RecoveredPromptTests
{
    private const string Prompt = "masterpiece, (red fox:1.3), \\(snow\\), [rain], café 猫";

    private static readonly TestCaseData[] Pictures =
    [
        new TestCaseData(
            "parameters",
            $"{Prompt}\nNegative prompt: blurry, (hands:1.4)\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 64x48",
            "blurry, (hands:1.4)"
        ).SetArgDisplayNames("A1111"),
        new TestCaseData(
            "prompt",
            """
            {"3":{"class_type":"KSampler","inputs":{"seed":7,"steps":20,"positive":["6",0],"negative":["7",0]}},
             "6":{"class_type":"CLIPTextEncode","inputs":{"text":"PROMPT"}},
             "7":{"class_type":"CLIPTextEncode","inputs":{"text":"watermark"}}}
            """.Replace("PROMPT", Prompt.Replace("\\", "\\\\", StringComparison.Ordinal), StringComparison.Ordinal),
            "watermark"
        ).SetArgDisplayNames("ComfyUI"),
    ];

    [TestCaseSource(nameof(Pictures)), Property("Promise", "P4")]
    public async Task The_prompt_in_a_picture_comes_back_exactly_and_free(string keyword, string text, string negative)
    {
        using var person = await ApiClient.NewAsync();
        var upload = await person.UploadAsync(Png(keyword, text), "image/png");
        Assert.That(upload.Status, Is.EqualTo(HttpStatusCode.Created), upload.Text);

        var answer = await person.GenerateAsync(
            $$"""{"kind":"image-to-prompt","source":{"uploadId":"{{upload.Id}}"},"targets":["sdxl","flux"]}"""
        );

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.At("route", "model").GetString(), Is.EqualTo("recovered"));
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.Zero);
        Assert.That(answer.At("result", "renderings", "sdxl", "prompt").GetString(), Is.EqualTo(Prompt));
        Assert.That(answer.At("result", "renderings", "sdxl", "negative").GetString(), Is.EqualTo(negative));
        Assert.That(answer.At("result", "renderings", "flux", "prompt").GetString(), Does.Contain("red fox"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    /// <summary>64 × 48 of one gray, with an iTXt chunk.</summary>
    private static byte[] Png(string keyword, string text)
    {
        const int width = 64;
        const int height = 48;
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[width + 1];
            Array.Fill(row, (byte)120, 1, width);
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", [0, 0, 0, width, 0, 0, 0, height, 8, 0, 0, 0, 0]),
            .. Chunk("iTXt", [.. Encoding.ASCII.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]),
            .. Chunk("IDAT", pixels.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string kind, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. body];
        return [.. BigEndian((uint)body.Length), .. named, .. BigEndian(Crc32.HashToUInt32(named))];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
