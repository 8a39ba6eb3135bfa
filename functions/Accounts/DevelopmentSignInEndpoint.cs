using System.Net.Mail;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Accounts;

/// <param name="Roles">App roles to try. In production they come from Entra.</param>
public sealed record DevelopmentSignInRequest(string Email, IReadOnlyList<string>? Roles = null);

/// <summary><c>POST /dev/sign-in</c>: a token for any e-mail address while development sign-in is on, and 404 otherwise.</summary>
internal sealed class DevelopmentSignInEndpoint(IOptions<AccountOptions> options, DevelopmentIssuer issuer)
{
    [AllowAnonymous]
    [Function("DevelopmentSignIn")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dev/sign-in")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!options.Value.DevelopmentSignIn)
        {
            return Answers.Problem(Problems.NotFound);
        }

        var body = await RequestBody.ReadJsonAsync<DevelopmentSignInRequest>(request, cancellationToken);
        if (body.Email is not { Length: > 2 and <= 254 } || !MailAddress.TryCreate(body.Email, out _))
        {
            return Answers.Problem(
                Problems.Invalid("email", "email-invalid", "An e-mail address of up to 254 characters.")
            );
        }

        if (body.Roles is { } roles && (roles.Count > 1 || roles.Any(r => r is not AppRoles.Support)))
        {
            return Answers.Problem(Problems.Invalid("roles", "role-unknown", "The one role is support."));
        }

        return Answers.Json(
            new
            {
                accessToken = issuer.Issue(body.Email, body.Roles ?? []),
                tokenType = "Bearer",
                expiresIn = (int)DevelopmentIssuer.Lifetime.TotalSeconds,
            }
        );
    }
}
